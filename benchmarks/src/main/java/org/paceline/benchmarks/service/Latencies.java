package org.paceline.benchmarks.service;

import java.util.List;

/**
 * How long answers took, in milliseconds; exact, by the nearest rank of all that there were.
 *
 * @param count how many
 * @param p50 the median
 * @param p95 that 95 % do not exceed
 * @param p99 that 99 % do not exceed
 * @param max the longest
 * @param dueP99 that 99 % do not exceed, counted from when the request was due: what waited because
 *     the answer before it came late is slow too
 */
record Latencies(int count, double p50, double p95, double p99, double max, double dueP99) {

  private static final double NANOS_A_MILLI = 1e6;

  static Latencies of(List<Sample> samples) {
    long[] sorted = samples.stream().mapToLong(Sample::nanos).sorted().toArray();
    return new Latencies(
        sorted.length,
        rank(sorted, 0.5),
        rank(sorted, 0.95),
        rank(sorted, 0.99),
        rank(sorted, 1),
        rank(samples.stream().mapToLong(Sample::dueNanos).sorted().toArray(), 0.99));
  }

  private static double rank(long[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)] / NANOS_A_MILLI;
  }
}
