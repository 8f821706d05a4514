package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.jobs.pipeline.Attempt.End;
import org.paceline.testing.TimeLimit;

/** Pipelines with real processes, whose stages wait for signals of the test. */
class CoordinatorTest {

  @TempDir private Path folder;
  private TestPipeline pipeline;

  @BeforeEach
  void place() {
    pipeline = new TestPipeline(folder);
  }

  private FutureTask<Outcome> started() {
    FutureTask<Outcome> run = new FutureTask<>(pipeline::run);
    Thread thread = new Thread(run, "coordinator");
    thread.setDaemon(true);
    thread.start();
    return run;
  }

  private static Outcome ended(FutureTask<Outcome> run) throws Exception {
    return run.get(TimeLimit.GENEROUS.toSeconds(), TimeUnit.SECONDS);
  }

  private String signal(String name) {
    return folder.resolve(name).toString();
  }

  private void give(String signal) throws Exception {
    Files.createFile(folder.resolve(signal));
  }

  /** Two wait for each other's begin; a third has no room beside them. */
  @Test
  void asManyRunAtOnceAsFit() throws Exception {
    pipeline.write(
        pipeline.stage("a", "demand: {cores: 1}", "--wait-for", signal("go")),
        pipeline.stage("b", "demand: {cores: 1}", "--wait-for", signal("go")),
        pipeline.stage("c", "demand: {cores: 1}"),
        pipeline.stage("last", "after: [a, b, c]"));
    FutureTask<Outcome> run = started();
    pipeline.awaitNote("begin a");
    pipeline.awaitNote("begin b");
    assertThat(pipeline.noted()).containsExactlyInAnyOrder("begin a", "begin b");
    give("go");
    Outcome outcome = ended(run);
    assertThat(outcome.state()).isEqualTo("done");
    pipeline.assertEachEndedOnce("a", "b", "c", "last");
    assertThat(pipeline.noted()).last().isEqualTo("end last");
    assertThat(folder.resolve("run/plan.json")).exists();
  }

  @Test
  void itGoesOnAfterAFailureWhereItCan() throws Exception {
    pipeline.write(
        pipeline.stage("bad", "", "--fail-times", "9", "--code", "5"),
        pipeline.stage("after-bad", "after: bad"),
        pipeline.stage("later", "after: after-bad"),
        pipeline.stage("good", ""),
        pipeline.stage("after-good", "after: good"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Outcome outcome = pipeline.run(said);
    assertThat(outcome.state()).isEqualTo("failed");
    assertThat(
            outcome.stages().stream().map(it -> it.name() + " " + it.state() + " " + it.reason()))
        .containsExactly(
            "bad failed its run 1 ended with exit code 5",
            "after-bad skipped it is after bad",
            "later skipped it is after after-bad",
            "good done ",
            "after-good done ");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("bad on here (run 1) failed with exit code 5")
        .contains("| it does not want to")
        .contains("after-bad is skipped: it is after bad");
  }

  @Test
  void aStageIsTriedAgainInAFolderOfItsOwn() throws Exception {
    pipeline.write(
        pipeline.stage("x", "retries: 2", "--fail-times", "2", "--output", "${output}"),
        pipeline.stage("y", "after: x", "--wait-for", "${stages.x}/made"));
    Outcome outcome = pipeline.run();
    assertThat(outcome.state()).isEqualTo("done");
    assertThat(TestPipeline.of(outcome, "x").runs())
        .extracting(Attempt::number, Attempt::end)
        .containsExactly(tuple(1, End.FAILED), tuple(2, End.FAILED), tuple(3, End.DONE));
    assertThat(folder.resolve("run/stages/x/attempt-1/log.txt")).content().contains("this is x");
    assertThat(folder.resolve("run/stages/x/attempt-3/output/made")).hasContent("x");
    assertThat(folder.resolve("run/stages/x/attempt-3/done.json")).exists();
    assertThat(folder.resolve("run/stages/x/attempt-1/done.json")).doesNotExist();
  }

  /** That a run is done is what its done.json says, whatever its process's end looks like. */
  @Test
  void oddEndsAreNotDoneTwice() throws Exception {
    pipeline.write(
        pipeline.stage("reads", "", "--output", "${output}", "--how", "READS_AND_LEAVES"),
        pipeline.stage("exits", "", "--how", "EXITS"),
        pipeline.stage("halts", "retries: 3", "--how", "HALTS_WHEN_DONE"));
    Outcome outcome = ended(started());
    assertThat(outcome.state()).isEqualTo("done");
    assertThat(outcome.stages())
        .flatExtracting(it -> it.runs())
        .extracting(Attempt::code)
        .containsExactly(0, 0, 9);
    pipeline.assertEachEndedOnce("reads", "exits", "halts");
    assertThat(folder.resolve("run/stages/exits/attempt-1/done.json")).exists();
    Path left = folder.resolve("run/stages/reads/attempt-1/output/left");
    long process = Long.parseLong(Files.readString(left));
    Awaitility.await("what it left is gone")
        .atMost(TimeLimit.GENEROUS)
        .until(() -> ProcessHandle.of(process).filter(CoordinatorTest::sleeps).isEmpty());
    assertThat(pipeline.run().state()).isEqualTo("done");
    pipeline.assertEachEndedOnce("reads", "exits", "halts");
  }

  /** The number may be another's by now. */
  private static boolean sleeps(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("sleep")).isPresent();
  }

  @Test
  void triesThatAreSpentAreSpent() throws Exception {
    pipeline.write(pipeline.stage("x", "retries: 1", "--fail-times", "2"));
    assertThat(pipeline.run().state()).isEqualTo("failed");
    assertThat(pipeline.noted()).containsExactly("begin x", "fail x", "begin x", "fail x");
  }

  @Test
  void theFirstOfTwoCopiesCountsAndTheOtherIsStopped() throws Exception {
    String machines =
        """
        machines:
          one: {capacity: {cores: 1}}
          two: {capacity: {cores: 1}}
        """;
    // Only the copy whose output is that of run 2 comes to an end by itself.
    pipeline.write(
        Optional.of(machines),
        pipeline.stage("x", "copies: 2", "--wait-for", "${output}/go"),
        pipeline.stage("y", "after: x"));
    FutureTask<Outcome> run = started();
    Path second = folder.resolve("run/stages/x/attempt-2");
    Awaitility.await()
        .atMost(TimeLimit.GENEROUS)
        .until(() -> pipeline.noted().equals(List.of("begin x", "begin x")));
    Files.createDirectories(second.resolve("output"));
    Files.createFile(second.resolve("output/go"));
    Outcome outcome = ended(run);
    assertThat(outcome.state()).isEqualTo("done");
    assertThat(TestPipeline.of(outcome, "x").runs())
        .extracting(Attempt::end)
        .containsExactly(End.STOPPED, End.DONE);
    assertThat(TestPipeline.of(outcome, "x").runs())
        .extracting(Attempt::machine)
        .containsExactlyInAnyOrder("one", "two");
    pipeline.assertEachEndedOnce("x", "y");
  }

  @Test
  void whatIsDoneDoesNotRunAgainAndWhatFailedDoes() throws Exception {
    pipeline.write(
        pipeline.stage("a", ""),
        pipeline.stage("b", "after: a", "--fail-times", "1"),
        pipeline.stage("c", "after: b"));
    assertThat(pipeline.run().state()).isEqualTo("failed");
    assertThat(pipeline.run().state()).isEqualTo("done");
    assertThat(pipeline.run().state()).isEqualTo("done");
    assertThat(pipeline.noted())
        .containsExactly(
            "begin a", "end a", "begin b", "fail b", "begin b", "end b", "begin c", "end c");
  }

  @Test
  void whatChangedRunsAgainWithAllAfterIt() throws Exception {
    pipeline.write(
        pipeline.stage("a", ""), pipeline.stage("b", "after: a"), pipeline.stage("other", ""));
    assertThat(pipeline.run().state()).isEqualTo("done");
    pipeline.write(
        pipeline.stage("a", "", "--code", "7"),
        pipeline.stage("b", "after: a"),
        pipeline.stage("other", "retries: 3, priority: 2"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    assertThat(pipeline.run(said).state()).isEqualTo("done");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("a has changed, or what it is after: it runs again")
        .contains("b has changed, or what it is after: it runs again");
    pipeline.assertEachEndedOnce("a", "a", "b", "b", "other");
  }

  @Test
  void twoCoordinatorsDoNotShareAFolder() throws Exception {
    pipeline.write(pipeline.stage("a", "", "--wait-for", signal("go")));
    FutureTask<Outcome> run = started();
    pipeline.awaitNote("begin a");
    assertThatThrownBy(pipeline::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s is at work: another paceline pipeline has this folder", pipeline.output());
    give("go");
    assertThat(ended(run).state()).isEqualTo("done");
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws Exception {
    pipeline.write(pipeline.stage("a", ""));
    Files.createDirectories(pipeline.output().resolve("mine"));
    assertThatThrownBy(pipeline::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--output %s exists already and is no pipeline's folder", pipeline.output());
  }
}
