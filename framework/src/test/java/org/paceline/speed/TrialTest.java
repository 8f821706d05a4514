package org.paceline.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final long MILLISECOND = 1_000_000;

  private long now = 77;
  private int runs;

  @Test
  void warmUpStepsAreRunButNotCounted() {
    Trial.Outcome outcome =
        new Trial(3, 4, Duration.ZERO).run(() -> step(runs < 3 ? 900 : 10, 32), () -> now);
    assertThat(runs).isEqualTo(7);
    assertThat(outcome).isEqualTo(new Trial.Outcome(4, 128, 0.04));
    assertThat(outcome.speed()).isEqualTo(new Speed(3200, 0, SpeedGrade.TRIAL));
  }

  @Test
  void fastStepsRunForTheLeastTime() {
    Trial.Outcome outcome =
        new Trial(0, 10, Duration.ofSeconds(1)).run(() -> step(10, 8), () -> now);
    assertThat(outcome).isEqualTo(new Trial.Outcome(100, 800, 1));
  }

  @Test
  void slowStepsRunForTheLeastNumber() {
    Trial.Outcome outcome =
        new Trial(0, 10, Duration.ofSeconds(1)).run(() -> step(2000, 8), () -> now);
    assertThat(outcome).isEqualTo(new Trial.Outcome(10, 80, 20));
    assertThat(outcome.speed().examplesPerSecond()).isEqualTo(4);
  }

  @Test
  void theSpeedIsTheMeanOverStepsOfDifferentTimeAndSize() {
    Trial.Outcome outcome =
        new Trial(1, 2, Duration.ZERO)
            .run(() -> runs == 1 ? step(100, 30) : step(300, 10), () -> now);
    assertThat(outcome).isEqualTo(new Trial.Outcome(2, 40, 0.4));
    assertThat(outcome.speed().examplesPerSecond()).isEqualTo(100);
  }

  @Test
  void theDefaultIsTenStepsAndFiveSecondsAfterThreeOfWarmUp() {
    Trial.Outcome outcome = Trial.DEFAULT.run(() -> step(250, 64), () -> now);
    assertThat(outcome).isEqualTo(new Trial.Outcome(20, 1280, 5));
    assertThat(runs).isEqualTo(23);
  }

  @Test
  void aTrialThatTimesNothingIsRefused() {
    assertThatThrownBy(() -> new Trial(0, 0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a trial needs warmUpSteps >= 0 and leastSteps >= 1, not 0 and 0");
    assertThatThrownBy(() -> new Trial(-1, 5, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a trial needs warmUpSteps >= 0 and leastSteps >= 1, not -1 and 5");
  }

  private int step(long milliseconds, int examples) {
    runs++;
    now += milliseconds * MILLISECOND;
    return examples;
  }
}
