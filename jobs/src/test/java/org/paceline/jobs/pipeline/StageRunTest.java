package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.paceline.jobs.pipeline.Attempt.End;
import org.paceline.jobs.pipeline.StageRun.State;

class StageRunTest {

  private static StageRun run(int copies, int retries) {
    return new StageRun(
        new Stage(
            "s",
            "train",
            List.of(),
            List.of(),
            copies,
            retries,
            OptionalDouble.empty(),
            Optional.empty(),
            1,
            OptionalDouble.empty()));
  }

  private static Attempt begin(StageRun run, String machine) {
    Attempt attempt = Attempt.begun("s", run.nextNumber(), machine, 0);
    run.begins(attempt);
    return attempt;
  }

  @Test
  void eachTryWaitsTwiceAsLongAsTheOneBefore() {
    StageRun run = run(1, 2);
    run.ends(begin(run, "a").ended(End.FAILED, 1, 10));
    assertThat(run.state()).isEqualTo(State.WAITING);
    assertThat(run.notBefore()).isEqualTo(11);
    run.ends(begin(run, "a").ended(End.FAILED, 1, 20));
    assertThat(run.notBefore()).isEqualTo(22);
    run.ends(begin(run, "a").ended(End.FAILED, 3, 30));
    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(run.reason()).isEqualTo("its run 3 ended with exit code 3");
    assertThat(StageRun.backOff(20)).isEqualTo(60);
  }

  @Test
  void aTryOfCopiesFailsWhenAllOfThemHave() {
    StageRun run = run(2, 1);
    Attempt one = begin(run, "a");
    Attempt two = begin(run, "b");
    run.ends(one.ended(End.FAILED, 1, 5));
    assertThat(run.state()).isEqualTo(State.RUNNING);
    assertThat(run.copies()).isEqualTo(1);
    assertThat(run.canBeginOn("c")).isFalse();
    run.ends(two.ended(End.FAILED, 1, 6));
    assertThat(run.state()).isEqualTo(State.WAITING);
    assertThat(run.copies()).isEqualTo(2);
    Attempt three = begin(run, "a");
    Attempt four = begin(run, "b");
    run.ends(three.ended(End.FAILED, 1, 7));
    run.ends(four.ended(End.DONE, 0, 8));
    assertThat(run.state()).isEqualTo(State.DONE);
    assertThat(run.done()).map(Attempt::number).hasValue(4);
  }

  /** A broken machine is not to have both. */
  @Test
  void aCopyDoesNotGoWhereAnotherOfThisTryFailed() {
    StageRun run = run(2, 1);
    run.ends(begin(run, "a").ended(End.FAILED, 1, 5));
    assertThat(run.canBeginOn("a")).isFalse();
    assertThat(run.canBeginOn("b")).isTrue();
    run.ends(begin(run, "b").ended(End.FAILED, 1, 6));
    assertThat(run.canBeginOn("a")).isTrue();
  }

  @Test
  void whatFailsAfterAnotherCopyWasDoneChangesNothing() {
    StageRun run = run(2, 0);
    Attempt one = begin(run, "a");
    Attempt two = begin(run, "b");
    run.ends(one.ended(End.DONE, 0, 5));
    run.ends(two.ended(End.STOPPED, 1, 6));
    assertThat(run.state()).isEqualTo(State.DONE);
    assertThat(run.done()).map(Attempt::number).hasValue(1);
  }
}
