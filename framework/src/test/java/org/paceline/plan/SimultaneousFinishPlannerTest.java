package org.paceline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimultaneousFinishPlannerTest {

  private static final int CASES = 1_000;

  private final QuotaPlanner planner = new SimultaneousFinishPlanner();

  @Test
  void sharesFollowSpeeds() {
    assertThat(plan(7, worker(4, 0), worker(2, 0), worker(1, 0))).containsExactly(4, 2, 1);
    assertThat(plan(100, worker(0.8, 0), worker(0.4, 0), worker(0.2, 0)))
        .containsExactly(58, 28, 14);
  }

  @Test
  void aFixedCostIsPaidFromTheShare() {
    assertThat(plan(10, worker(1, 4), worker(1, 0))).containsExactly(3, 7);
  }

  @Test
  void aWorkerWhoseFixedCostOutlastsTheRoundGetsNothing() {
    assertThat(plan(4, worker(1, 100), worker(1, 0), worker(1, 0))).containsExactly(0, 2, 2);
  }

  @Test
  void aCapSendsTheRestToTheOthers() {
    assertThat(plan(12, new WorkerSpeed("a", 10, 0, 2), worker(1, 0), worker(1, 0)))
        .containsExactly(2, 5, 5);
  }

  @Test
  void aWorkerOfSpeedZeroGetsNothing() {
    assertThat(plan(3, worker(0, 0), worker(1, 0))).containsExactly(0, 3);
  }

  @Test
  void nothingToDealIsDealtToNobody() {
    assertThat(plan(0, worker(1, 0), worker(2, 0))).containsExactly(0, 0);
  }

  @Test
  void moreThanTheCapsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(5, new WorkerSpeed("a", 1, 0, 2), new WorkerSpeed("b", 1, 0, 2)))
        .withMessage("5 units are to be dealt, but the 2 workers can take 4 only");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(-1, worker(1, 0)))
        .withMessage("units must be at least 0, not -1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noDivisionFinishesEarlier(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      List<WorkerSpeed> workers = randomWorkers(random);
      int most = (int) Math.min(9, workers.stream().mapToLong(WorkerSpeed::cap).sum());
      int units = random.nextInt(most + 1);
      Quotas quotas = planner.plan(workers, units);
      assertThat(quotas.total()).isEqualTo(units);
      assertThat(quotas.seconds())
          .as("seed %d case %d: %s, %d units, dealt %s", seed, i, workers, units, quotas.units())
          .isLessThanOrEqualTo(earliest(workers, 0, units, 0) * (1 + 1e-12));
    }
  }

  @Test
  void manyWorkersAreServedToTheLastUnit() {
    SplittableRandom random = new SplittableRandom(4);
    List<WorkerSpeed> workers = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      workers.add(new WorkerSpeed("w" + i, random.nextDouble(0.1, 10), random.nextDouble(), 60));
    }
    Quotas quotas = planner.plan(workers, 300_000);
    assertThat(quotas.total()).isEqualTo(300_000);
    double last = quotas.seconds();
    for (int i = 0; i < workers.size(); i++) {
      assertThat(quotas.of(i)).isLessThanOrEqualTo(60);
      if (quotas.of(i) < 60) {
        assertThat(workers.get(i).finishSeconds(quotas.of(i) + 1L)).isGreaterThanOrEqualTo(last);
      }
    }
  }

  private static List<WorkerSpeed> randomWorkers(SplittableRandom random) {
    List<WorkerSpeed> workers = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      double fixed = random.nextBoolean() ? 0 : random.nextDouble(0, 3);
      int cap = random.nextInt(3) == 0 ? random.nextInt(5) : 9;
      workers.add(new WorkerSpeed("w" + i, random.nextDouble(0.1, 5), fixed, cap));
    }
    return workers;
  }

  private static double earliest(List<WorkerSpeed> workers, int from, int units, double latest) {
    if (from == workers.size()) {
      return units == 0 ? latest : Double.POSITIVE_INFINITY;
    }
    double best = Double.POSITIVE_INFINITY;
    WorkerSpeed worker = workers.get(from);
    for (int q = 0; q <= Math.min(units, worker.cap()); q++) {
      double finish = Math.max(latest, worker.finishSeconds(q));
      best = Math.min(best, earliest(workers, from + 1, units - q, finish));
    }
    return best;
  }

  private List<Integer> plan(int units, WorkerSpeed... workers) {
    return planner.plan(List.of(workers), units).units();
  }

  private static WorkerSpeed worker(double speed, double fixed) {
    return new WorkerSpeed("w", speed, fixed, WorkerSpeed.NO_CAP);
  }
}
