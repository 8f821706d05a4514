package org.paceline.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ObservedSpeedTest {

  private static final Speed TRIAL = new Speed(100, 0.5, SpeedGrade.TRIAL);

  private static final double NAN = Double.NaN;

  private final ObservedSpeed observed = new ObservedSpeed(TRIAL);

  @Test
  void beforeTheFirstRoundTheTrialHolds() {
    assertThat(observed.speed()).isEqualTo(TRIAL);
  }

  @Test
  void aRoundLikeTheTrialOnlyRaisesTheGrade() {
    observed.observe(200, 2, 0.5, NAN);
    assertThat(observed.speed()).isEqualTo(new Speed(100, 0.5, SpeedGrade.OBSERVED));
  }

  /** A trial is short, and perhaps of another day. */
  @Test
  void aFirstRoundThatIsNearTheTrialTakesItsPlace() {
    observed.observe(220, 2, 0.7, NAN);
    assertThat(observed.speed()).isEqualTo(new Speed(110, 0.5, SpeedGrade.OBSERVED));
    observed.observe(180, 2, 0.5, NAN);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(110);
  }

  @Test
  void aFirstRoundThatIsFarFromTheTrialWaitsForTheNext() {
    observed.observe(260, 2, 0.5, NAN);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(100);
    observed.observe(260, 2, 0.5, NAN);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(130);
  }

  @Test
  void oneNoisyRoundDoesNotMoveTheSpeed() {
    observed.observe(200, 40, 9, NAN);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(100);
    assertThat(observed.speed().fixedSeconds()).isEqualTo(0.5);
    observed.observe(200, 2, 0.5, NAN);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(100);
    assertThat(observed.speed().fixedSeconds()).isEqualTo(0.5);
  }

  @Test
  void aRealChangeIsFollowedInItsSecondRound() {
    for (int round = 0; round < 5; round++) {
      observed.observe(200, 2, 0.5, NAN);
    }
    observed.observe(200, 4, 1.5, NAN);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(100);
    observed.observe(200, 4, 1.5, NAN);
    assertThat(observed.speed()).isEqualTo(new Speed(50, 1.5, SpeedGrade.OBSERVED));
  }

  /** A hiccup is not as long as a round, which a machine's owner who came back is. */
  @Test
  void aPaceThatLastsIsFollowedAtOnce() {
    for (int round = 0; round < 5; round++) {
      observed.observe(200, 2, 0.5, 1);
    }
    observed.observe(200, 8, 0.5, 1);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(25);
    observed.observe(200, 2, 0.5, 1);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(100);
  }

  @Test
  void ofARoundInWhichItChangedThePaceOfItsEndCounts() {
    observed.observe(200, 2, 0.5, 1);
    observed.observe(200, 4, 0.5, 0.6);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(30);
  }

  @Test
  void steadyRoundsThatDifferLittleAreFilteredAsAllOthers() {
    observed.observe(200, 2, 0.5, 1);
    observed.observe(220, 2, 0.5, 1);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(100);
  }

  @Test
  void aSpeedUpIsFollowedAsFastAsASlowDown() {
    observed.observe(300, 1, 0.5, NAN);
    observed.observe(300, 1, 0.5, NAN);
    assertThat(observed.speed().examplesPerSecond()).isEqualTo(300);
  }

  @Test
  void isolatedOutliersAmongNoisyRoundsNeverLeaveTheNoise() {
    SplittableRandom random = new SplittableRandom(42);
    for (int round = 0; round < 3000; round++) {
      boolean outlier = round % 3 == 1;
      double rate = outlier ? random.nextDouble(1, 1000) : random.nextDouble(95, 105);
      observed.observe(1000, 1000 / rate, 0.5, NAN);
      assertThat(observed.speed().examplesPerSecond()).isCloseTo(100, within(5.001));
    }
  }

  @Test
  void aRoundWithoutExamplesOrTimeIsIgnored() {
    observed.observe(0, 0, 7, NAN);
    observed.observe(0, 3, 7, NAN);
    observed.observe(10, 0, 7, NAN);
    observed.observe(10, Double.NaN, 7, NAN);
    observed.observe(-1, 1, 7, NAN);
    assertThat(observed.speed()).isEqualTo(TRIAL);
  }

  @Test
  void calibrationReplacesTheFixedCostAtOnceAndNothingElse() {
    observed.calibrate(0.125);
    assertThat(observed.speed()).isEqualTo(new Speed(100, 0.125, SpeedGrade.TRIAL));
  }

  @Test
  void aNegativeFixedCostCountsAsNone() {
    observed.calibrate(-0.2);
    assertThat(observed.speed().fixedSeconds()).isZero();
    observed.calibrate(0.3);
    observed.observe(100, 1, -1, NAN);
    observed.observe(100, 1, -1, NAN);
    assertThat(observed.speed().fixedSeconds()).isZero();
  }

  @Test
  void speedAndFixedCostAreFilteredApart() {
    observed.observe(400, 1, 0.5, NAN);
    observed.observe(100, 1, 2, NAN);
    observed.observe(100, 1, 2, NAN);
    assertThat(observed.speed()).isEqualTo(new Speed(100, 2, SpeedGrade.OBSERVED));
  }
}
