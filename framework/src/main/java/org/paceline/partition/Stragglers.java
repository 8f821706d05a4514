package org.paceline.partition;

import java.time.Duration;
import java.util.List;

/**
 * A limit by what half of the executors took.
 *
 * @param least nobody is given up before
 * @param factor how many times as long as the faster half the others may take
 */
record Stragglers(Duration least, double factor) implements Limit {

  @Override
  public double seconds(List<Double> arrived, int expected) {
    int half = (expected + 1) / 2;
    return arrived.size() < half
        ? Double.POSITIVE_INFINITY
        : Math.max(least.toNanos() / 1e9, factor * arrived.get(half - 1));
  }
}
