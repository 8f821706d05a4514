package org.paceline.plan;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;

/** Searches the shares of a global batch by which a step is over first. */
// For a time T the sizes that a machine can take are few ranges, though its curve is not monotone:
// Sizes. Whether some shares add up to N is asked of the sums of those sets: Deal. It holds for
// every T from some on, so that a bisection finds the shortest step to the last bit. A cheap
// question comes before: do the largest sizes within T add up to N? That T is a bound, and
// mostly the answer.
final class StepSearch {

  private final List<StepCurve> curves;
  private final int globalBatch;
  private final Sizes any;
  private final double slowest;

  /** Takes curves whose largest sizes add up to the global batch at least. */
  StepSearch(List<StepCurve> curves, int globalBatch) {
    this.curves = curves;
    this.globalBatch = globalBatch;
    this.any = Sizes.range(1, globalBatch);
    this.slowest = curves.stream().mapToDouble(StepCurve::slowest).max().orElseThrow();
  }

  /** Seconds that no shares end before. */
  double bound() {
    return bound(slowest, this::within);
  }

  /** The shares of the shortest step. */
  int[] shortest() {
    return sharesAt(earliest(slowest, this::within), this::within);
  }

  /**
   * Of all shares whose step is not longer than a time, those that end first by the cautious guess;
   * of these, those of the shortest step.
   */
  int[] nearMeasured(double longest) {
    double guess = earliest(slowest, time -> both(longest, time));
    DoubleFunction<List<Sizes>> sets = time -> both(time, guess);
    return sharesAt(earliest(longest, sets), sets);
  }

  private List<Sizes> within(double time) {
    return each(time, StepCurve::within);
  }

  private List<Sizes> both(double time, double guess) {
    return each(time, (curve, t) -> curve.within(t).and(curve.cautiouslyWithin(guess)));
  }

  private List<Sizes> each(double time, BiFunction<StepCurve, Double, Sizes> sizes) {
    return curves.stream().map(curve -> sizes.apply(curve, time).and(any)).toList();
  }

  private double bound(double high, DoubleFunction<List<Sizes>> sets) {
    return Bisection.smallest(0, high, time -> Deal.most(sets.apply(time)) >= globalBatch);
  }

  private double earliest(double high, DoubleFunction<List<Sizes>> sets) {
    double bound = bound(high, sets);
    return Deal.of(sets.apply(bound), globalBatch).isPresent()
        ? bound
        : Bisection.smallest(
            bound, high, time -> Deal.of(sets.apply(time), globalBatch).isPresent());
  }

  private int[] sharesAt(double time, DoubleFunction<List<Sizes>> sets) {
    return Deal.of(sets.apply(time), globalBatch).orElseThrow();
  }
}
