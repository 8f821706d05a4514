package org.paceline.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepTimesTest {

  private final StepTimes times = new StepTimes();

  private void steps(int count, double seconds) {
    for (int i = 0; i < count; i++) {
      times.add(64, seconds);
    }
  }

  @Test
  void aPaceThatIsKeptIsThatOfTheRound() {
    steps(10, 0.2);
    steps(11, 0.22);
    assertThat(times.endPace()).isEqualTo(1);
  }

  /** 30 steps in 4.5 + 9 s; of the last 4.5 s each step took 0.6. */
  @Test
  void aChangeInTheMiddleLeavesThePaceOfTheEnd() {
    steps(15, 0.3);
    steps(15, 0.6);
    assertThat(times.endPace()).isCloseTo((1 / 0.6) / (30 / 13.5), within(1e-9));
  }

  @Test
  void aHiccupAtTheBeginningDoesToo() {
    steps(1, 5);
    steps(30, 0.3);
    assertThat(times.endPace()).isCloseTo((1 / 0.3) / (31 / 14.0), within(1e-9));
  }

  @Test
  void aHiccupNearTheEndSaysNothing() {
    steps(30, 0.3);
    steps(1, 3);
    steps(2, 0.3);
    assertThat(times.endPace()).isNaN();
  }

  /** A worker that is fast again has soon done the little that it was dealt. */
  @Test
  void thatItIsFasterIsBelievedSooner() {
    steps(10, 0.8);
    steps(10, 0.2);
    assertThat(times.endPace()).isCloseTo((1 / 0.2) / (20 / 10.0), within(1e-9));
  }

  @Test
  void norDoesAChangeInAShortShare() {
    steps(10, 0.2);
    steps(6, 0.5);
    assertThat(times.endPace()).isNaN();
  }

  @Test
  void norDoesAShortShare() {
    assertThat(times.endPace()).isNaN();
    steps(8, 0.2);
    assertThat(times.endPace()).isNaN();
  }

  @Test
  void smallLastBatchesCountByTheirExamples() {
    steps(9, 0.25);
    times.add(8, 0.03);
    assertThat(times.endPace()).isEqualTo(1);
  }
}
