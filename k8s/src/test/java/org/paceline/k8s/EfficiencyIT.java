package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;

/**
 * The efficiency on three unequal nodes: a measurement of minutes on an idle machine, not a test.
 * {@code benchmarks/run kubernetes --data DIR} runs it.
 */
@Tag("figure")
class EfficiencyIT {

  @TempDir private Path folder;

  @Test
  void allNodesFinishTogether() throws IOException {
    try (Lab lab =
        Cluster.start(
            folder.resolve("lab"),
            new Machine("fast", 0.8, 0),
            new Machine("half", 0.4, 0),
            new Machine("slow", 0.2, 0),
            new Machine("head", 0, 0))) {
      Path data = Files.createDirectories(lab.shared().resolve("data"));
      try (var files = Files.list(Path.of(System.getProperty("paceline.cifar10")))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, data.resolve(file.getFileName()));
        }
      }
      List<String> command = Cluster.submit(lab, "--nodes", "fast,half,slow");
      command.addAll(List.of("train", "--data", "cifar10:/shared/data", "--fresh-trial"));
      command.addAll(List.of("--epochs", System.getProperty("paceline.epochs", "2")));
      command.addAll(List.of("--output", "/shared/runs/eta"));
      Submitted submitted = Submitted.paceline(folder.resolve("log"), command);
      assertThat(submitted.exitCode()).as(submitted.output() + lab.logs()).isZero();
      System.out.println(submitted.output());
      Path file = lab.shared().resolve("runs/eta/result.json");
      String kept = System.getProperty("paceline.result");
      if (kept != null) {
        Files.copy(file, Path.of(kept), StandardCopyOption.REPLACE_EXISTING);
      }
      JsonNode result = new ObjectMapper().readTree(file.toFile());
      assertThat(result.path("efficiency").asDouble()).isGreaterThanOrEqualTo(0.93);
    }
  }
}
