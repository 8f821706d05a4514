package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;
import org.paceline.testing.TimeLimit;

/** Real jobs on embedded clusters, of which one stage fails twice and the driver is killed once. */
@Tag("chaos")
@Tag("slow")
class PipelineChaosTest {

  private static final List<String> STAGES =
      List.of("profile", "flaky", "train-a", "train-b", "evaluate", "keep-best");

  private static final String JOBS =
      """
        profile: {job: profile, arguments: [--workers, "0.5", --output, "${output}"]}
        train-a: &train
          job: train
          after: flaky
          seconds: 40
          arguments: [--model, lenet, --limit, 640, --epochs, 1, --workers, "0.5,0.4", --seed, 1,
                      --output, "${output}"]
        train-b: *train
        evaluate:
          job: evaluate
          after: train-b
          arguments: [--model, "${stages.train-b}/model.zip", --limit, 256, --workers, "0.9",
                      --output, "${output}"]
        keep-best:
          job: keep-best
          after: [train-a, evaluate]
          arguments: ["${stages.train-a}", "${stages.evaluate}=${stages.train-b}", --output, "${output}"]
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void everyStageIsDoneOnce() throws Exception {
    TestPipeline pipeline = new TestPipeline(folder);
    pipeline.write(
        Optional.of("machines: {here: {capacity: {cores: 2}}}\n"),
        pipeline.stage("flaky", "after: profile, retries: 2", "--fail-times", "2"),
        JOBS);
    Process driver = pipeline.start();
    Path plan = AttemptFolder.of(pipeline.output(), "train-a", 1).output().resolve("plan.json");
    Awaitility.await("train-a trains")
        .atMost(TimeLimit.GENEROUS)
        .failFast(() -> assertThat(driver.isAlive()).isTrue())
        .until(() -> Files.exists(plan));
    List<ProcessHandle> all = driver.descendants().toList();
    driver.destroyForcibly().waitFor();
    Awaitility.await("nothing of it is left")
        .atMost(TimeLimit.GENEROUS)
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    // Stages, the masters, workers and executors of their clusters.
    assertThat(all).hasSizeGreaterThan(4);

    assertThat(Children.awaitEnd(pipeline.start())).isZero();
    JsonNode stages = pipeline.result().path("stages");
    assertThat(stages.findValuesAsText("state")).hasSize(STAGES.size()).containsOnly("done");
    for (JsonNode stage : stages) {
      String name = stage.path("name").asText();
      assertThat(stage.path("runs").findValuesAsText("end"))
          .as(name)
          .containsOnlyOnce("DONE")
          .doesNotContain(name.equals("flaky") ? "INTERRUPTED" : "FAILED");
      assertThat(doneIn(pipeline.output().resolve("stages").resolve(name))).as(name).isEqualTo(1);
    }
    assertThat(pipeline.noted().stream().filter("fail flaky"::equals)).hasSize(2);
    pipeline.assertEachEndedOnce("flaky");
    assertThat(folder.resolve("run/stages/keep-best/attempt-1/output/model.zip")).exists();
  }

  private static long doneIn(Path stage) throws Exception {
    try (Stream<Path> attempts = Files.list(stage)) {
      return attempts.filter(attempt -> Files.exists(attempt.resolve("done.json"))).count();
    }
  }
}
