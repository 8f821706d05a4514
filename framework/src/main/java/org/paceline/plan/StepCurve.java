package org.paceline.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** A machine's measured step times in arrays, as the planner asks for them often. */
// Between two measured sizes, x to y: seconds(x) + slope · (b − x). In floating point, too, that
// never falls where the slope is not negative, so that sizes within a time are found by bisection.
record StepCurve(int[] sizes, double[] seconds) {

  /** How much longer than on the line a step may be between measured sizes: docs/planning.md. */
  private static final double CAUTION = 0.1;

  static StepCurve of(MeasuredSteps times) {
    return new StepCurve(
        times.seconds().keySet().stream().mapToInt(Integer::intValue).toArray(),
        times.seconds().values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  int cap() {
    return sizes[sizes.length - 1];
  }

  double slowest() {
    return Arrays.stream(seconds).max().orElseThrow();
  }

  /** Seconds on the straight line between the measured sizes. */
  double line(int batch) {
    int at = Arrays.binarySearch(sizes, batch);
    if (at >= 0) {
      return seconds[at];
    }
    return at == -1 ? seconds[0] : line(-at - 2, batch);
  }

  private double line(int before, int batch) {
    double slope = (seconds[before + 1] - seconds[before]) / (sizes[before + 1] - sizes[before]);
    return seconds[before] + slope * (batch - sizes[before]);
  }

  /** Seconds if the curve lies above the line, but not above both measured times beside it. */
  double cautious(int batch) {
    int at = Arrays.binarySearch(sizes, batch);
    if (at >= -1) {
      return line(batch);
    }
    double larger = Math.max(seconds[-at - 2], seconds[-at - 1]);
    return Math.min(larger, (1 + CAUTION) * line(-at - 2, batch));
  }

  /** The batch sizes that take at most a time. */
  Sizes within(double time) {
    return within(time, this::line);
  }

  /** The batch sizes that take at most a time by the cautious guess. */
  Sizes cautiouslyWithin(double time) {
    return within(time, this::cautious);
  }

  private Sizes within(double time, IntToDoubleFunction curve) {
    List<Sizes> pieces = new ArrayList<>();
    pieces.add(seconds[0] <= time ? Sizes.range(1, sizes[0]) : Sizes.NONE);
    for (int i = 1; i < sizes.length; i++) {
      pieces.add(between(i - 1, time, curve));
      pieces.add(seconds[i] <= time ? Sizes.range(sizes[i], sizes[i]) : Sizes.NONE);
    }
    return Sizes.any(pieces);
  }

  private Sizes between(int before, double time, IntToDoubleFunction curve) {
    int low = sizes[before];
    int high = sizes[before + 1];
    boolean rises = seconds[before] <= seconds[before + 1];
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (curve.applyAsDouble(middle) <= time == rises) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return rises ? Sizes.range(sizes[before] + 1, low) : Sizes.range(high, sizes[before + 1] - 1);
  }
}
