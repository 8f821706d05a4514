package org.paceline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTimePlannerTest {

  private static final int CASES = 1_500;
  private static final double GIVEN_UP = 1.01 * (1 + 1e-12);

  private final StepTimePlanner planner = new StepTimePlanner();

  @Test
  void sharesFollowTheCurves() {
    MeasuredSteps fast = machine("fast", 1, 1.0, 10, 1.9);
    MeasuredSteps slow = machine("slow", 1, 1.0, 10, 10.0);
    StepPlan plan = planner.plan(List.of(fast, slow), 11);
    assertThat(plan.shares()).containsExactly(10, 1);
    assertThat(plan.stepSeconds()).isEqualTo(1.9);
    assertThat(planner.boundSeconds(List.of(fast, slow), 11)).isEqualTo(1.9);
  }

  @Test
  void aMachineThatCostsMoreThanItGivesIsLeftOut() {
    MeasuredSteps slow = machine("slow", 1, 2.5, 8, 2.6);
    MeasuredSteps fast = machine("fast", 1, 0.1, 16, 1.6);
    assertThat(planner.plan(List.of(slow, fast), 10).shares()).containsExactly(0, 10);
    assertThat(planner.plan(List.of(slow, fast), 16).shares()).containsExactly(0, 16);
    assertThat(planner.plan(List.of(slow, fast), 17).shares()).allMatch(share -> share > 0);
  }

  @Test
  void machinesThatAreNotNeededAreLeftOut() {
    MeasuredSteps one = machine("one", 64, 1.0);
    MeasuredSteps other = machine("other", 64, 1.0);
    assertThat(planner.plan(List.of(one, other), 64).shares()).containsExactly(64, 0);
    assertThat(planner.plan(List.of(one, other), 66).shares()).containsExactly(33, 33);
  }

  @Test
  void aSizeThatIsFasterThanSmallerOnesIsUsed() {
    MeasuredSteps odd = machine("odd", 1, 1.0, 2, 5.0, 3, 5.0, 4, 1.0);
    assertThat(planner.plan(List.of(odd, odd), 5).shares()).containsExactlyInAnyOrder(1, 4);
    StepPlan two = planner.plan(List.of(odd, odd, odd), 7);
    assertThat(two.stepSeconds()).isEqualTo(5);
    assertThat(planner.boundSeconds(List.of(odd, odd, odd), 7)).isEqualTo(1);
  }

  @Test
  void sharesComeNearMeasuredSizesWhereThatCostsLittle() {
    MeasuredSteps flat = machine("flat", 64, 1.00, 128, 1.01);
    MeasuredSteps steep = machine("steep", 32, 0.90, 64, 1.30);
    assertThat(planner.shortest(List.of(flat, steep), 128).shares()).containsExactly(88, 40);
    assertThat(planner.plan(List.of(flat, steep), 128).shares()).containsExactly(95, 33);
  }

  @Test
  void moreThanWasMeasuredIsRefused() {
    List<MeasuredSteps> machines = List.of(machine("a", 4, 1.0), machine("b", 8, 1.0));
    assertThat(planner.plan(machines, 12).shares()).containsExactly(4, 8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planner.plan(machines, 13))
        .withMessage(
            "the global batch must be at most 12, the largest measured batch sizes of the 2"
                + " machines together, not 13");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planner.boundSeconds(machines, 0))
        .withMessage("the global batch must be at least 1, not 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noDivisionEndsEarlier(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      List<MeasuredSteps> machines = draw(random, 3);
      int batch = 1 + random.nextInt(machines.stream().mapToInt(MeasuredSteps::cap).sum());
      double earliest = earliest(machines, 0, batch, 0);
      String what = "seed %s case %s: %s, %s examples".formatted(seed, i, machines, batch);
      StepPlan shortest = planner.shortest(machines, batch);
      assertThat(shortest.stepSeconds()).as(what).isEqualTo(earliest);
      assertThat(shortest.globalBatch()).as(what).isEqualTo(batch);
      StepPlan plan = planner.plan(machines, batch);
      assertThat(plan.stepSeconds()).as(what).isBetween(earliest, earliest * GIVEN_UP);
      assertThat(plan.globalBatch()).as(what).isEqualTo(batch);
      assertThat(planner.boundSeconds(machines, batch)).as(what).isBetween(0.0, earliest);
    }
  }

  @Test
  void whereAllSizesAreMeasuredNothingIsGivenUp() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < CASES; i++) {
      List<MeasuredSteps> machines = draw(random, 1);
      int batch = 1 + random.nextInt(machines.stream().mapToInt(MeasuredSteps::cap).sum());
      assertThat(planner.plan(machines, batch).stepSeconds())
          .as("case %s: %s, %s examples", i, machines, batch)
          .isEqualTo(earliest(machines, 0, batch, 0));
    }
  }

  @Test
  void manyMachinesTakeALargeBatch() {
    SplittableRandom random = new SplittableRandom(5);
    List<MeasuredSteps> machines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      SortedMap<Integer, Double> seconds = new TreeMap<>();
      double speed = random.nextDouble(100, 3_000);
      for (int size = 16; size < 3_000; size += 1 + random.nextInt(size)) {
        seconds.put(size, (30 + size) / speed * random.nextDouble(0.8, 1.2));
      }
      machines.add(new MeasuredSteps("m" + i, seconds));
    }
    int batch = Math.min(100_000, machines.stream().mapToInt(MeasuredSteps::cap).sum() * 3 / 4);
    StepPlan plan = planner.plan(machines, batch);
    assertThat(plan.globalBatch()).isEqualTo(batch);
    assertThat(plan.stepSeconds())
        .isBetween(
            planner.boundSeconds(machines, batch),
            planner.boundSeconds(machines, batch) * GIVEN_UP);
  }

  /** Noisy curves of two to four machines, some of them alike. */
  private static List<MeasuredSteps> draw(SplittableRandom random, int gap) {
    List<MeasuredSteps> machines = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(4) == 0) {
        machines.add(machines.get(i - 1));
        continue;
      }
      SortedMap<Integer, Double> seconds = new TreeMap<>();
      int size = gap == 1 ? 1 : 1 + random.nextInt(3);
      for (int points = 1 + random.nextInt(4); points > 0; points--) {
        seconds.put(size, random.nextInt(3) == 0 ? 1 + random.nextInt(4) : random.nextDouble(1, 5));
        size += 1 + random.nextInt(gap);
      }
      machines.add(new MeasuredSteps("m" + i, seconds));
    }
    return machines;
  }

  private static double earliest(List<MeasuredSteps> machines, int from, int left, double latest) {
    if (from == machines.size()) {
      return left == 0 ? latest : Double.POSITIVE_INFINITY;
    }
    double best = Double.POSITIVE_INFINITY;
    MeasuredSteps machine = machines.get(from);
    for (int share = 0; share <= Math.min(left, machine.cap()); share++) {
      double end = Math.max(latest, machine.seconds(share));
      best = Math.min(best, earliest(machines, from + 1, left - share, end));
    }
    return best;
  }

  private static MeasuredSteps machine(String name, Object... measured) {
    SortedMap<Integer, Double> seconds = new TreeMap<>();
    for (int i = 0; i < measured.length; i += 2) {
      seconds.put((Integer) measured[i], (Double) measured[i + 1]);
    }
    return new MeasuredSteps(name, seconds);
  }
}
