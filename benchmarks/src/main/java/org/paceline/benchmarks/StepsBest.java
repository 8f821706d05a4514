package org.paceline.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.paceline.plan.MeasuredSteps;

/** The best of all divisions, by trying every share of every machine. */
final class StepsBest {

  private StepsBest() {}

  /**
   * The shortest step of each global batch up to one: machine by machine, {@code best[n] = min over
   * b of max(best before[n − b], t(b))}, which leaves out no division.
   */
  static double[] seconds(List<MeasuredSteps> machines, int most) {
    double[] best = new double[most + 1];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    best[0] = 0;
    for (MeasuredSteps machine : machines) {
      best = with(curve(machine), best);
    }
    return best;
  }

  private static double[] with(double[] curve, double[] before) {
    double[] best = before.clone();
    for (int share = 1; share < curve.length; share++) {
      double seconds = curve[share];
      for (int batch = share; batch < best.length; batch++) {
        best[batch] = Math.min(best[batch], Math.max(before[batch - share], seconds));
      }
    }
    return best;
  }

  private static double[] curve(MeasuredSteps machine) {
    double[] curve = new double[machine.cap() + 1];
    for (int share = 1; share < curve.length; share++) {
      curve[share] = machine.seconds(share);
    }
    return curve;
  }
}
