package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  private static final Curve CURVE =
      new Curve(List.of(new Point(1, 10, 0.40), new Point(2, 30, 0.60), new Point(3, 40, 0.55)));

  @Test
  void betweenPointsItIsStraight() {
    assertThat(CURVE.afterSeconds(20).orElseThrow()).isCloseTo(0.50, within(1e-12));
    assertThat(CURVE.afterEpochs(2.5).orElseThrow()).isCloseTo(0.575, within(1e-12));
    assertThat(CURVE.afterEpochs(1)).hasValue(0.40);
    assertThat(CURVE.afterSeconds(40)).hasValue(0.55);
  }

  @Test
  void nothingIsExtrapolated() {
    assertThat(CURVE.afterSeconds(9.9)).isEmpty();
    assertThat(CURVE.afterSeconds(40.1)).isEmpty();
    assertThat(CURVE.afterEpochs(4)).isEmpty();
  }

  @Test
  void theFirstTimeCountsAtWhichItWasAsGood() {
    assertThat(CURVE.secondsTo(0.55).orElseThrow()).isCloseTo(25, within(1e-9));
    assertThat(CURVE.secondsTo(0.3)).hasValue(10);
    assertThat(CURVE.secondsTo(0.61)).isEmpty();
  }

  @Test
  void itComesBackFromItsJson() throws Exception {
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(CURVE), Curve.class)).isEqualTo(CURVE);
  }

  @Test
  void withoutPointsThereIsNone() {
    assertThatThrownBy(() -> new Curve(List.of())).hasMessage("a curve has at least one point");
  }
}
