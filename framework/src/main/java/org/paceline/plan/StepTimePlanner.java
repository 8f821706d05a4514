package org.paceline.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides one global batch over machines by their measured step times, so that the step is over as
 * early as it can be: it minimises {@code max t_i(b_i)} for {@code Σ b_i = N}.
 *
 * <p>A machine that costs more than it gives has no share. The step is at most 1 % longer than the
 * shortest there is on the curves, which is given up for shares near measured batch sizes; where
 * all sizes are measured it is the shortest.
 */
// How: StepSearch. Which shares are near measured sizes, and why: docs/planning.md.
public final class StepTimePlanner {

  /** How much longer a step may be for shares near measured sizes. */
  private static final double GIVEN_UP = 0.01;

  /**
   * Plans a step.
   *
   * @param machines their curves
   * @param globalBatch examples of the step, at least 1
   * @return the shares
   * @throws IllegalArgumentException if there is less than one example, or if there are more than
   *     the machines' largest measured batch sizes together
   */
  public StepPlan plan(List<MeasuredSteps> machines, int globalBatch) {
    StepPlan shortest = shortest(machines, globalBatch);
    int[] used =
        IntStream.range(0, machines.size()).filter(i -> shortest.shares().get(i) > 0).toArray();
    List<StepCurve> curves =
        IntStream.of(used).mapToObj(i -> StepCurve.of(machines.get(i))).toList();
    double longest = shortest.stepSeconds() * (1 + GIVEN_UP);
    int[] again = new StepSearch(curves, globalBatch).nearMeasured(longest);
    int[] shares = new int[machines.size()];
    for (int i = 0; i < used.length; i++) {
      shares[used[i]] = again[i];
    }
    return StepPlan.of(machines, shares);
  }

  /**
   * A time that no division ends before: at less, the largest batch sizes within that time are less
   * than the global batch together.
   *
   * @param machines their curves
   * @param globalBatch examples of the step, at least 1
   * @return seconds, at most those of {@link #plan}
   * @throws IllegalArgumentException as for {@link #plan}
   */
  public double boundSeconds(List<MeasuredSteps> machines, int globalBatch) {
    check(machines, globalBatch);
    return new StepSearch(machines.stream().map(StepCurve::of).toList(), globalBatch).bound();
  }

  /** The plan whose step is the shortest of all on the curves. */
  StepPlan shortest(List<MeasuredSteps> machines, int globalBatch) {
    check(machines, globalBatch);
    List<StepCurve> curves = machines.stream().map(StepCurve::of).toList();
    return StepPlan.of(machines, new StepSearch(curves, globalBatch).shortest());
  }

  private static void check(List<MeasuredSteps> machines, int globalBatch) {
    if (globalBatch < 1) {
      throw new IllegalArgumentException("the global batch must be at least 1, not " + globalBatch);
    }
    long most = machines.stream().mapToLong(MeasuredSteps::cap).sum();
    if (most < globalBatch) {
      throw new IllegalArgumentException(
          "the global batch must be at most %s, the largest measured batch sizes of the %s machines together, not %s"
              .formatted(most, machines.size(), globalBatch));
    }
  }
}
