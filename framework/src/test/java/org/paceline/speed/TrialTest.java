package org.paceline.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final long MILLISECOND = 1_000_000;

  private long now = 77;
  private int runs;

  @Test
  void threeStepsOfWarmUpAreNotCountedWhereThereIsNoTimeForMore() {
    Trial.Outcome outcome = run(new Trial(4, Duration.ZERO), run -> run < 3 ? 900 : 10);
    assertThat(runs).isEqualTo(7);
    assertThat(outcome).isEqualTo(new Trial.Outcome(4, 128, 0.04, new WarmUp(3, 2.7, false)));
    assertThat(outcome.speed()).isEqualTo(new Speed(3200, 0, SpeedGrade.TRIAL));
  }

  @Test
  void evenStepsHaveSettledAfterTwoWindows() {
    Trial.Outcome outcome = run(new Trial(10, Duration.ofSeconds(1)), run -> 10);
    assertThat(outcome).isEqualTo(new Trial.Outcome(100, 3200, 1, new WarmUp(40, 0.4, true)));
  }

  @Test
  void aWarmUpLastsUntilStepTimesFallNoMore() {
    // Windows of 0.2 s at least: means of 50, 40, 30, 20, 19.5 ms; the last fell by 2.5 %.
    long[] ends = {4, 9, 16, 26};
    Trial.Outcome outcome =
        run(
            new Trial(10, Duration.ofSeconds(1)),
            run -> run < ends[0] ? 50 : run < ends[1] ? 40 : run < ends[2] ? 30 : 20);
    assertThat(outcome.warmUp().settled()).isTrue();
    assertThat(outcome.warmUp().steps()).isEqualTo(36);
    assertThat(outcome.speed().examplesPerSecond()).isEqualTo(1600);
  }

  @Test
  void aWarmUpThatDoesNotSettleEndsAtItsCapAndSaysSo() {
    Trial.Outcome outcome =
        run(new Trial(3, Duration.ofSeconds(5)), run -> (long) (1000 * Math.pow(0.97, run)));
    assertThat(outcome.warmUp().settled()).isFalse();
    assertThat(outcome.warmUp().seconds()).isBetween(10.0, 11.0);
  }

  @Test
  void slowStepsRunForTheLeastNumber() {
    Trial.Outcome outcome = run(new Trial(10, Duration.ofSeconds(1)), run -> 2000);
    assertThat(outcome).isEqualTo(new Trial.Outcome(10, 320, 20, new WarmUp(3, 6, false)));
    assertThat(outcome.speed().examplesPerSecond()).isEqualTo(16);
  }

  @Test
  void theSpeedIsTheMeanOverStepsOfDifferentTimeAndSize() {
    Trial.Outcome outcome =
        new Trial(2, Duration.ZERO).run(() -> runs == 3 ? step(100, 30) : step(300, 10), () -> now);
    assertThat(outcome.seconds()).isEqualTo(0.4);
    assertThat(outcome.speed().examplesPerSecond()).isEqualTo(100);
  }

  @Test
  void theDefaultIsTenStepsAndFiveSecondsAfterTheWarmUp() {
    Trial.Outcome outcome = run(Trial.DEFAULT, run -> 250);
    assertThat(outcome).isEqualTo(new Trial.Outcome(20, 640, 5, new WarmUp(8, 2, true)));
    assertThat(Trial.DEFAULT.usualSeconds(0.25)).isEqualTo(7);
  }

  @Test
  void aTrialThatTimesNothingIsRefused() {
    assertThatThrownBy(() -> new Trial(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a trial needs leastSteps >= 1, not 0");
  }

  private Trial.Outcome run(Trial trial, IntToLongFunction milliseconds) {
    return trial.run(() -> step(milliseconds.applyAsLong(runs), 32), () -> now);
  }

  private int step(long milliseconds, int examples) {
    runs++;
    now += milliseconds * MILLISECOND;
    return examples;
  }
}
