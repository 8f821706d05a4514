package org.paceline.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.paceline.profile.MachineProfiler;

class GovernorTest {

  private static final long SECOND = 1_000_000_000;

  private long cpu = 5 * SECOND;
  private long wall = 900 * SECOND;

  @Test
  void aQuarterOfACoreOwesThreeSecondsForEverySecondOfComputing() {
    Governor governor = governor(0.25);
    spend(SECOND, SECOND);
    assertThat(governor.debtNanos()).isEqualTo(3 * SECOND);
  }

  @Test
  void twoThreadsOnHalfACoreOweThreeTimesTheirWallTime() {
    Governor governor = governor(0.5);
    spend(2 * SECOND, SECOND);
    assertThat(governor.debtNanos()).isEqualTo(3 * SECOND);
  }

  @Test
  void timeAlreadySpentWaitingCountsAgainstTheDebt() {
    Governor governor = governor(0.25);
    spend(SECOND, 3 * SECOND);
    assertThat(governor.debtNanos()).isEqualTo(SECOND);
  }

  @Test
  void aProcessBelowItsShareOwesNothing() {
    Governor governor = governor(0.25);
    assertThat(governor.debtNanos()).isZero();
    spend(SECOND, 4 * SECOND);
    assertThat(governor.debtNanos()).isZero();
    spend(0, 100 * SECOND);
    assertThat(governor.debtNanos()).isZero();
  }

  @Test
  void askingForTheDebtDoesNotPayIt() {
    Governor governor = governor(0.5);
    spend(SECOND, SECOND);
    assertThat(governor.debtNanos()).isEqualTo(SECOND).isEqualTo(governor.debtNanos());
  }

  @Test
  void pacingStartsTheNextCount() {
    Governor governor = governor(0.5);
    spend(SECOND, 10 * SECOND);
    governor.pace();
    spend(SECOND, SECOND);
    assertThat(governor.debtNanos()).as("no credit from the first count").isEqualTo(SECOND);
  }

  @Test
  void anInterruptedPauseEndsAtOnceAndKeepsTheInterruption() {
    Governor governor = governor(0.001);
    spend(1000 * SECOND, SECOND);
    Thread.currentThread().interrupt();
    governor.pace();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(governor.debtNanos()).isZero();
  }

  @Test
  void withoutAShareNothingIsOwedAndNoClockIsReset() {
    Governor governor = governor(Double.POSITIVE_INFINITY);
    spend(1000 * SECOND, SECOND);
    assertThat(governor.debtNanos()).isZero();
    governor.pace();
    assertThat(governor.debtNanos()).isZero();
  }

  @Test
  void aProcessWhoseLauncherSetNoShareIsNotPaced() {
    assumeThat(System.getenv(MachineProfiler.SHARE_VARIABLE)).isNull();
    Governor governor = Governor.ofThisProcess();
    assertThat(governor.debtNanos()).isZero();
    assertThatCode(governor::pace).doesNotThrowAnyException();
  }

  private Governor governor(double share) {
    return new Governor(share, () -> cpu, () -> wall);
  }

  private void spend(long cpuNanos, long wallNanos) {
    cpu += cpuNanos;
    wall += wallNanos;
  }
}
