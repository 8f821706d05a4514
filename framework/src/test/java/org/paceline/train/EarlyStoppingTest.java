package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paceline.model.Validation;

class EarlyStoppingTest {

  private static List<Validation> losses(double... losses) {
    return IntStream.range(0, losses.length)
        .mapToObj(i -> new Validation(i + 1, losses[i], 1 - losses[i]))
        .toList();
  }

  @Test
  void itWaitsAsLongAsItIsToldAndAnyGainBeginsTheWaitAnew() {
    EarlyStopping two = new EarlyStopping(2, 0);
    assertThat(two.enough(List.of(), Monitor.LOSS)).isFalse();
    assertThat(two.enough(losses(0.5, 0.6), Monitor.LOSS)).isFalse();
    assertThat(two.enough(losses(0.5, 0.6, 0.5), Monitor.LOSS)).as("as good is no gain").isTrue();
    assertThat(two.enough(losses(0.5, 0.6, 0.49), Monitor.LOSS)).isFalse();
    assertThat(two.enough(losses(0.5, 0.6, 0.49, 0.7, 0.7), Monitor.ACCURACY)).isTrue();
  }

  @Test
  void lessThanTheLeastGainDoesNotCount() {
    EarlyStopping one = new EarlyStopping(1, 0.1);
    assertThat(one.enough(losses(0.5, 0.45), Monitor.LOSS)).isTrue();
    assertThat(one.enough(losses(0.5, 0.35), Monitor.LOSS)).isFalse();
  }

  @Test
  void aLossThatIsNoNumberIsWorseThanAny() {
    assertThat(Monitor.LOSS.best(losses(Double.NaN, 3, Double.NaN)).epoch()).isEqualTo(2);
    assertThat(Monitor.LOSS.best(losses(0.2, 0.2)).epoch()).as("the first").isEqualTo(1);
  }

  @Test
  void itsRulesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EarlyStopping(0, 0))
        .withMessage("early stopping waits at least 1 epoch, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EarlyStopping(1, Double.NaN))
        .withMessageEndingWith("must be at least 0 and finite, not NaN");
  }
}
