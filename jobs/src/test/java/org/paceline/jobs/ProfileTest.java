package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.job.ExitCode;
import org.paceline.speed.Trial;

/** Trials of several batch sizes on a real embedded cluster, and what is told of them. */
class ProfileTest {

  @TempDir private Path folder;

  @Test
  void everyExecutorIsTimedAtEveryBatchSizeThatFits() throws IOException {
    JobRun run =
        JobRun.of(
            new Profile(),
            "--model",
            "cnn",
            "--batch-sizes",
            "4096,16,32,16",
            "--workers",
            "1,0.8",
            "--output",
            folder.resolve("out").toString());
    assertThat(run.errors()).isEmpty();
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("out/profiles.json")).isNotEmptyFile();
    JsonNode trials = new ObjectMapper().readTree(folder.resolve("out/trials.json").toFile());
    assertThat(trials.path("model").asText()).isEqualTo("cnn");
    assertThat(trials.path("batches"))
        .extracting(batch -> batch.path("batchSize").asInt())
        .containsExactly(16, 32, 4096);
    assertThat(trials.path("executors"))
        .hasSize(2)
        .allSatisfy(
            executor -> {
              assertThat(executor.path("examplesPerSecond")).hasSize(3);
              assertThat(executor.path("examplesPerSecond").get(0).asDouble()).isPositive();
              assertThat(executor.path("examplesPerSecond").get(2).isNull()).isTrue();
              assertThat(executor.path("device").asText()).isEqualTo("cpu");
              assertThat(executor.path("memoryBytes").asLong())
                  .isBetween(
                      trials.path("batches").get(1).path("neededBytes").asLong(),
                      trials.path("batches").get(2).path("neededBytes").asLong());
              assertThat(executor.path("bestBatchSize").asInt()).isIn(16, 32);
            });
    double sum = 0;
    for (JsonNode executor : trials.path("executors")) {
      sum += executor.path("examplesPerSecond").get(0).asDouble();
    }
    assertThat(trials.path("batches").get(0).path("examplesPerSecond").asDouble())
        .isCloseTo(sum, within(1e-6));
    assertThat(trials.path("batches").get(2).path("examplesPerSecond").asDouble()).isZero();
    assertThat(trials.path("bestBatchSize").asInt()).isIn(16, 32);
  }

  @Test
  void withoutModelAndBatchSizesNothingIsTimed() {
    Path output = folder.resolve("out");
    JobRun run = JobRun.of(new Profile(), "--master", "local[1]", "--output", output.toString());
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(output.resolve("profiles.json")).isNotEmptyFile();
    assertThat(output.resolve("trials.json")).doesNotExist();
  }

  @Test
  void theBestBatchIsWhereTheSumOfTheSpeedsIsLargest() {
    List<BatchTrial> trials =
        List.of(
            new BatchTrial(16, Map.of(), Map.of("0", 100.0, "1", 60.0)),
            new BatchTrial(32, Map.of(), Map.of("0", 150.0, "1", 55.0)),
            new BatchTrial(64, Map.of(), Map.of("0", 190.0)));
    assertThat(BatchTrial.best(trials, "0")).hasValue(64);
    assertThat(BatchTrial.best(trials, "1")).hasValue(16);
    assertThat(BatchTrial.best(trials, "2")).isEmpty();
    assertThat(BatchTrial.best(trials).map(BatchTrial::batchSize)).hasValue(32);
    assertThat(BatchTrial.best(List.of(new BatchTrial(16, Map.of(), Map.of())))).isEmpty();
  }

  @Test
  void theTimeLeftFollowsTheSlowestExecutor() {
    TrialProgress progress =
        new TrialProgress(
            new ConsoleLine(System.out), List.of(16, 32, 64), new Trial(3, Duration.ofSeconds(4)));
    assertThat(progress.text(16)).isEqualTo("batch size 16  1/3  about 0:20 left");
    progress.end(16);
    // Steps of 2 and 4 s: 1 + 8 + 6 and 1 + 12 + 12.
    assertThat(progress.text(32)).isEqualTo("batch size 32  2/3  about 0:40 left");
    progress.end(0);
    assertThat(progress.text(64)).isEqualTo("batch size 64  3/3  about 0:25 left");
  }

  @Test
  void batchSizesAreReadInAscendingOrder() {
    assertThat(BatchSizes.parse("64, 16,32,16")).containsExactly(16, 32, 64);
  }
}
