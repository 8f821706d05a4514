package org.paceline.benchmarks;

/**
 * What a pool can train while one of its workers falls back for a time.
 *
 * @param examplesPerSecond the sum of all trial speeds
 * @param missing examples a second that it is short of meanwhile
 * @param from when that begins, in seconds of the run; null for never
 * @param to when that ends; null for never
 */
record Potential(double examplesPerSecond, double missing, Double from, Double to) {

  /** The integral of the speed over a time of the run. */
  double examples(double begin, double end) {
    return examplesPerSecond * (end - begin) - missing * cutSeconds(begin, end);
  }

  /** How much of a time of the run the worker is back for. */
  double cutSeconds(double begin, double end) {
    if (from == null) {
      return 0;
    }
    double until = to == null ? end : Math.min(to, end);
    return Math.max(0, until - Math.max(from, begin));
  }
}
