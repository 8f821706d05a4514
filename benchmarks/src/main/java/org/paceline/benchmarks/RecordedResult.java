package org.paceline.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.paceline.benchmarks.assign.AssignResult;
import org.paceline.benchmarks.cifar.CifarResult;
import org.paceline.benchmarks.service.ServiceResult;
import org.paceline.benchmarks.service.TransferResult;

/** Reads what {@code --output} has written. */
final class RecordedResult {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the benchmark's name. */
  private static final Map<String, Class<? extends BenchmarkResult>> KINDS =
      Map.ofEntries(
          Map.entry("cifar", CifarResult.class),
          Map.entry("pool", PoolResult.class),
          Map.entry("adapt", AdaptResult.class),
          Map.entry("loss", LossResult.class),
          Map.entry("files", FilesResult.class),
          Map.entry("rounds", RoundBenchmarkResult.class),
          Map.entry("engine", EngineResult.class),
          Map.entry("step", StepResult.class),
          Map.entry("kubernetes", KubernetesResult.class),
          Map.entry("service", ServiceResult.class),
          Map.entry("transfer", TransferResult.class),
          Map.entry("assign", AssignResult.class),
          Map.entry("steps", StepsResult.class),
          Map.entry("planner", PlannerResult.class));

  private RecordedResult() {}

  /**
   * Reads a result.
   *
   * @throws IOException if it cannot be read, or is of no benchmark that there is
   */
  static BenchmarkResult read(Path file) throws IOException {
    JsonNode content = JSON.readTree(file.toFile());
    String benchmark = content.path("setting").path("benchmark").asText();
    if (!KINDS.containsKey(benchmark)) {
      throw new IOException("%s is a result of no benchmark: '%s'".formatted(file, benchmark));
    }
    return JSON.treeToValue(content, KINDS.get(benchmark));
  }
}
