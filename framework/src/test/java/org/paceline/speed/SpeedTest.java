package org.paceline.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aSpeedThatIsNotPositiveAndFiniteIsRefusedWithItsValue(double value) {
    assertThatThrownBy(() -> new Speed(value, 0, SpeedGrade.TRIAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a speed must be positive and finite, not " + value + " examples/s");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void aFixedCostBelowZeroOrInfiniteIsRefusedWithItsValue(double value) {
    assertThatThrownBy(() -> new Speed(1, value, SpeedGrade.TRIAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a fixed cost must be at least 0 and finite, not " + value + " s");
  }

  @Test
  void noFixedCostAndAnyPositiveSpeedAreAllowed() {
    assertThat(new Speed(Double.MIN_VALUE, 0, SpeedGrade.NOMINAL).examplesPerSecond()).isPositive();
    assertThat(new Speed(1e12, 3, SpeedGrade.OBSERVED).fixedSeconds()).isEqualTo(3);
  }
}
