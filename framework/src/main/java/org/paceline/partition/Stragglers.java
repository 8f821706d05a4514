package org.paceline.partition;

import java.time.Duration;
import java.util.List;

/**
 * A limit by what the faster half of the executors took. As long as fewer are back the others have
 * five times as long again: most of them may hang, but may be slow as well.
 *
 * @param least nobody is given up before
 * @param factor how many times as long as the faster half the others may take
 */
record Stragglers(Duration least, double factor) implements Limit {

  private static final double WHERE_FEW_ARE_BACK = 5;

  @Override
  public double seconds(List<Double> arrived, int expected) {
    if (arrived.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    int half = (expected + 1) / 2;
    return arrived.size() < half
        ? WHERE_FEW_ARE_BACK * after(arrived.get(0))
        : after(arrived.get(half - 1));
  }

  private double after(double seconds) {
    return Math.max(least.toNanos() / 1e9, factor * seconds);
  }
}
