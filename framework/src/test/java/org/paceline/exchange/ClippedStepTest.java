package org.paceline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.paceline.exchange.Averaging.Contribution;
import org.paceline.model.Counts;
import org.paceline.model.ParameterRange;

class ClippedStepTest {

  private static final NetworkState BEFORE = state(1, 1, 50);
  private static final List<NetworkState> STATES = List.of(state(1, 1, 60), state(7, 9, 70));
  private static final List<Contribution> EQUAL =
      List.of(new Contribution(10, 1), new Contribution(10, 1));

  private static NetworkState state(float... parameters) {
    return new NetworkState(parameters, new float[] {8}, new Counts(3, 3, 0));
  }

  private static NetworkState combined(OptionalDouble longest) {
    List<ParameterRange> statistics = List.of(new ParameterRange(2, 3));
    return Exchange.of(new ExampleAveraging(), longest, statistics)
        .combine(BEFORE, STATES, EQUAL, 2);
  }

  /** The averaged step is (3, 4), of length 5; the third value is a statistic. */
  @Test
  void aStepThatIsTooLongIsShortenedAndStatisticsAreNot() {
    assertThat(combined(OptionalDouble.of(2.5)).parameters()).containsExactly(2.5f, 3f, 65f);
    assertThat(combined(OptionalDouble.of(2.5)).updater()).containsExactly(8);
    assertThat(combined(OptionalDouble.of(2.5)).counts()).isEqualTo(new Counts(4, 5, 0));
  }

  @Test
  void aStepThatIsShortEnoughIsLeftAsItIs() {
    assertThat(combined(OptionalDouble.of(5)).parameters()).containsExactly(4, 5, 65);
    assertThat(combined(OptionalDouble.empty()).parameters()).containsExactly(4, 5, 65);
  }

  @Test
  void aLengthThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> combined(OptionalDouble.of(0)))
        .withMessage("the longest step must be positive and finite, not 0.0");
  }
}
