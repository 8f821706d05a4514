package org.paceline.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PatienceTest {

  @Test
  void aRoundMayLastAQuarterLongerThanPlannedOrASecond() {
    assertThat(Patience.USUAL.limitSeconds(10)).isEqualTo(12.5);
    assertThat(Patience.USUAL.limitSeconds(1)).isEqualTo(2);
  }

  @Test
  void theLastRoundOfAnEpochMayLastTwiceAsMuchLonger() {
    assertThat(Patience.USUAL.forLast().limitSeconds(10)).isCloseTo(15, within(1e-9));
    assertThat(Patience.USUAL.forLast().limitSeconds(1)).isCloseTo(3, within(1e-9));
  }

  @Test
  void patienceThatGivesUpWhoIsOnTimeIsRefused() {
    assertThatThrownBy(() -> new Patience(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patience is a factor above 1 of a round's planned length, not 1.0");
    assertThatThrownBy(() -> new Patience(2, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("grace must be at least 0 s, not -1.0");
  }
}
