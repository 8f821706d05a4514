package org.paceline.round;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTimesTest {

  private final StepTimes times = new StepTimes();

  private void steps(int count, double seconds) {
    for (int i = 0; i < count; i++) {
      times.add(64, seconds);
    }
  }

  @Test
  void aPaceThatIsKeptIsSteady() {
    steps(10, 0.2);
    steps(11, 0.22);
    assertThat(times.steady()).isTrue();
  }

  @Test
  void aChangeInTheMiddleIsNot() {
    steps(10, 0.2);
    steps(10, 0.5);
    assertThat(times.steady()).isFalse();
  }

  @Test
  void norIsAHiccup() {
    steps(10, 0.2);
    steps(1, 3);
    steps(9, 0.2);
    assertThat(times.steady()).isFalse();
  }

  @Test
  void aShortShareSaysNothing() {
    assertThat(times.steady()).isFalse();
    steps(8, 0.2);
    assertThat(times.steady()).isFalse();
  }

  @Test
  void smallLastBatchesCountByTheirExamples() {
    steps(9, 0.25);
    times.add(8, 0.03);
    assertThat(times.steady()).isTrue();
  }
}
