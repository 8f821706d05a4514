package org.paceline.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paceline.exchange.NetworkState;
import org.paceline.model.Counts;

class UpdateCheckTest {

  private static final NetworkState BEFORE =
      new NetworkState(new float[] {1, 1}, new float[] {0}, new Counts(0, 0, 0));

  private final UpdateCheck check = new UpdateCheck();

  @Test
  void soundResultsPassWhateverTheirShares() {
    assertThat(faults(moved("a", 4, 40), moved("b", 1, 10), moved("c", 0.3f, 1)))
        .containsOnly(Optional.empty());
  }

  @Test
  void valuesThatAreNoNumbersAreFaults() {
    RoundResult loss = result("a", new float[] {1, 1}, new float[] {0}, 4, Double.NaN, "");
    RoundResult parameter = result("b", new float[] {1, Float.NaN}, new float[] {0}, 4, 1, "");
    RoundResult moment =
        result("c", new float[] {1, 2}, new float[] {Float.POSITIVE_INFINITY}, 4, 1, "");
    assertThat(faults(loss, parameter, moment))
        .containsExactly(
            Optional.of("its loss is NaN"),
            Optional.of("its network holds a value that is no finite number"),
            Optional.of("its network holds a value that is no finite number"));
  }

  @Test
  void anUpdateAHundredTimesAsFarAsUsualIsAFault() {
    assertThat(faults(moved("a", 1, 10), moved("b", 1, 10), moved("c", 2000, 10)))
        .containsExactly(
            Optional.empty(),
            Optional.empty(),
            Optional.of("its parameters moved 200 a step, usual is 0.100"));
    assertThat(faults(moved("a", 2000, 10)))
        .containsExactly(Optional.of("its parameters moved 200 a step, usual is 0.100"));
  }

  @Test
  void aLoneFirstResultHasNothingToBeComparedWith() {
    assertThat(faults(moved("a", 1e6f, 1))).containsExactly(Optional.empty());
  }

  @Test
  void aFailureIsAFaultAndNamesItsCause() {
    RoundResult failed = RoundResult.failed("a", new IllegalStateException("no memory"));
    assertThat(faults(failed))
        .containsExactly(Optional.of("it failed: java.lang.IllegalStateException: no memory"));
  }

  @Test
  void whenNothingCanBeUsedTheErrorSaysWhetherTrainingDivergedOrExecutorsFailed() {
    RoundResult nan = result("7", new float[] {1, 1}, new float[] {0}, 4, Double.NaN, "");
    assertThat(UpdateCheck.nothingUsable(check.judge(List.of(nan), BEFORE), 4))
        .isInstanceOf(DivergedException.class)
        .hasMessage(
            "no result of round 5 can be used (executor 7: its loss is NaN): training diverged;"
                + " try a smaller learning rate");
    RoundResult failed = RoundResult.failed("7", new IllegalStateException("no memory"));
    assertThat(UpdateCheck.nothingUsable(check.judge(List.of(failed), BEFORE), 4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("executor 7: it failed: java.lang.IllegalStateException: no memory");
  }

  private List<Optional<String>> faults(RoundResult... results) {
    return check.judge(List.of(results), BEFORE).stream().map(UpdateCheck.Verdict::fault).toList();
  }

  private static RoundResult moved(String executor, float far, int steps) {
    return result(executor, new float[] {1 + far, 1}, new float[] {0}, steps, 0.5, "");
  }

  private static RoundResult result(
      String executor,
      float[] parameters,
      float[] updater,
      int steps,
      double loss,
      String problem) {
    NetworkState state = new NetworkState(parameters, updater, new Counts(steps, steps, 0));
    return new RoundResult(
        executor,
        List.of(),
        steps,
        steps,
        state,
        loss,
        1,
        1,
        Double.NaN,
        problem,
        null,
        Stamps.NONE);
  }
}
