package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.testing.Children;
import org.paceline.testing.TimeLimit;

/** Coordinators that are killed, in processes of their own, and resumed. */
@Tag("chaos")
class KilledCoordinatorTest {

  @TempDir private Path folder;
  private TestPipeline pipeline;
  private Path go;

  @BeforeEach
  void place() {
    pipeline = new TestPipeline(folder);
    go = folder.resolve("go");
  }

  /** Six stages, of which one fails twice; the coordinator is killed once. */
  @Test
  void eachStageIsDoneOnce() throws Exception {
    pipeline.write(
        pipeline.stage("one", ""),
        pipeline.stage("fails-twice", "after: one, retries: 2", "--fail-times", "2"),
        pipeline.stage("beside", "after: one"),
        pipeline.stage("killed", "after: [fails-twice, beside]", "--wait-for", go.toString()),
        pipeline.stage("five", "after: killed"),
        pipeline.stage("six", "after: [five, one]"));
    Process killed = pipeline.start();
    pipeline.awaitNote("begin killed");
    List<ProcessHandle> stages = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    Awaitility.await("its stages are gone")
        .atMost(TimeLimit.GENEROUS)
        .until(() -> stages.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(stages).isNotEmpty();
    Files.createFile(go);
    assertThat(Children.awaitEnd(pipeline.start())).isZero();
    pipeline.assertEachEndedOnce("one", "fails-twice", "beside", "killed", "five", "six");
    assertThat(pipeline.noted().stream().filter("fail fails-twice"::equals)).hasSize(2);
    for (JsonNode stage : pipeline.result().path("stages")) {
      assertThat(stage.path("state").asText()).isEqualTo("done");
      assertThat(stage.path("runs").findValuesAsText("end"))
          .containsExactlyElementsOf(
              switch (stage.path("name").asText()) {
                case "fails-twice" -> List.of("FAILED", "FAILED", "DONE");
                case "killed" -> List.of("INTERRUPTED", "DONE");
                default -> List.of("DONE");
              });
    }
    assertThat(folder.resolve("run/pipeline.json")).exists();
    assertThat(folder.resolve("run/pipeline.svg")).content().contains("planned", "happened");
  }

  /** Its standard input ends while its work does: what it says itself counts. */
  @Test
  void aStageThatEndedWithoutItsCoordinatorIsDone() throws Exception {
    pipeline.write(
        pipeline.stage("one", "", "--wait-for", go.toString()),
        pipeline.stage("two", "after: one"));
    Process killed = pipeline.start();
    pipeline.awaitNote("begin one");
    killed.destroyForcibly().waitFor();
    AttemptFolder attempt = AttemptFolder.of(pipeline.output(), "one", 1);
    Awaitility.await("the stage is gone").atMost(TimeLimit.GENEROUS).until(attempt::end);
    attempt.done();
    assertThat(Children.awaitEnd(pipeline.start())).isZero();
    assertThat(pipeline.noted()).containsExactly("begin one", "begin two", "end two");
  }

  @Test
  void itEndsItsStagesWhenItIsToldToEnd() throws Exception {
    pipeline.write(pipeline.stage("one", "retries: 3", "--wait-for", go.toString()));
    Process told = pipeline.start();
    pipeline.awaitNote("begin one");
    List<ProcessHandle> stages = told.descendants().toList();
    told.destroy();
    assertThat(Children.awaitEnd(told)).isNotZero();
    assertThat(stages).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    Files.createFile(go);
    assertThat(Children.awaitEnd(pipeline.start())).isZero();
    assertThat(pipeline.noted()).containsExactly("begin one", "begin one", "end one");
    assertThat(pipeline.result().path("stages").get(0).path("runs").findValuesAsText("end"))
        .containsExactly("INTERRUPTED", "DONE");
  }
}
