package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paceline.feed.Steps;
import org.paceline.plan.EqualPlanner;
import org.paceline.plan.Quotas;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;

class RoundLengthTest {

  private static final int EPOCH = 10_000;

  @Test
  void fixedCostsAndHalfABlockOfEachAreOnePercentOfARound() {
    List<WorkerSpeed> workers = List.of(worker(8, 0.05), worker(4, 0.1), worker(2, 0.4));
    // (0.4 + 0.4 + 0.8 + 1.5) / 0.01
    assertThat(length(workers, EPOCH)).isEqualTo(310);
  }

  @Test
  void aRoundIsNoLongerThanAnEpoch() {
    assertThat(length(List.of(worker(8, 0.05), worker(4, 0.1)), 20)).isEqualTo(20);
  }

  @Test
  void noWorkerTakesMoreStepsThanAreAllowed() {
    Quotas epoch =
        new SimultaneousFinishPlanner().plan(List.of(worker(10, 2), worker(5, 2)), EPOCH);
    int length = RoundLength.of(epoch, Steps.PER_BATCH, false);
    assertThat(length)
        .isBetween(3 * RoundLength.MOST_STEPS / 2 - 1, 3 * RoundLength.MOST_STEPS / 2);
  }

  @Test
  void aHundredExecutorsHaveMoreThanTwoBatchesEach() {
    List<WorkerSpeed> workers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      workers.add(worker(20, 0.1));
    }
    // (100 × 2 + 50) / 0.01
    assertThat(length(workers, 100 * EPOCH)).isEqualTo(25_000);
  }

  @Test
  void whoGetsNothingCostsNothing() {
    List<WorkerSpeed> workers = List.of(worker(8, 0.05), new WorkerSpeed("gone", 0, 9, 0));
    assertThat(length(workers, EPOCH)).isEqualTo(90);
  }

  @Test
  void whereARunIsToBeRepeatedOnlyTheLimitDecides() {
    Quotas one = new EqualPlanner().plan(List.of(worker(8, 0.1), worker(4, 0.1)), EPOCH);
    Quotas other = new EqualPlanner().plan(List.of(worker(9, 0.2), worker(3, 0.3)), EPOCH);
    assertThat(RoundLength.of(one, Steps.PER_BATCH, true))
        .isEqualTo(2 * RoundLength.MOST_STEPS)
        .isEqualTo(RoundLength.of(other, Steps.PER_BATCH, true));
  }

  @Test
  void aRoundThatIsOneStepIsNoLargerForManyWorkers() {
    Quotas epoch = new EqualPlanner().plan(List.of(worker(8, 0.1), worker(4, 0.1)), EPOCH);
    assertThat(RoundLength.of(epoch, Steps.PER_ROUND, true)).isEqualTo(RoundLength.MOST_STEPS);
  }

  private static int length(List<WorkerSpeed> workers, int epoch) {
    Quotas quotas = new SimultaneousFinishPlanner().plan(workers, epoch);
    return RoundLength.of(quotas, Steps.PER_BATCH, false);
  }

  private static WorkerSpeed worker(double blocksPerSecond, double fixedSeconds) {
    return new WorkerSpeed("w", blocksPerSecond, fixedSeconds, WorkerSpeed.NO_CAP);
  }
}
