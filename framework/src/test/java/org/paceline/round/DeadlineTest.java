package org.paceline.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DeadlineTest {

  /** A limit of 15 s, a fifth of a second for launch and upload, a tenth for a block. */
  private static final Deadline DEADLINE = new Deadline(15, 0.2, 0.1);

  @Test
  void aWorkerInTimeGoesOnAndOneHiccupDoesNotStopIt() {
    assertThat(DEADLINE.allows(8, 0, 0)).isTrue();
    assertThat(DEADLINE.allows(8, 13.8, 0.1)).isTrue();
    assertThat(DEADLINE.allows(1, 3, 4)).isTrue();
  }

  /** At a quarter of its speed a block takes 0.4 s, and the upload four times as long, too. */
  @Test
  void aSlowWorkerStopsWhileItCanStillUploadInTime() {
    assertThat(DEADLINE.allows(8, 10.5, 0.4)).isTrue();
    assertThat(DEADLINE.allows(8, 10.7, 0.4)).isFalse();
    assertThat(DEADLINE.allows(1, 14.9, 0.1)).isFalse();
    assertThat(Deadline.NONE.allows(1000, 1e9, 1e6)).isTrue();
  }

  @Test
  void aRoundIsGivenUpAtTheFactorOfItsPlanButNotBeforeTheGrace() {
    assertThat(Patience.USUAL.limitSeconds(10)).isCloseTo(12.5, within(1e-9));
    assertThat(Patience.USUAL.limitSeconds(0.5)).isCloseTo(1.5, within(1e-9));
    assertThat(Patience.LONG.limitSeconds(10)).isCloseTo(100, within(1e-9));
    assertThat(new Patience(Double.POSITIVE_INFINITY, 0).limitSeconds(1)).isInfinite();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Patience(1, 0))
        .withMessage("patience is a factor above 1 of a round's planned length, not 1.0");
  }
}
