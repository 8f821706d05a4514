package org.paceline.benchmarks.cifar;

/**
 * How long every run is: so many passes over the data, or as many as there is time for.
 *
 * @param epochs the most passes
 * @param seconds of training, infinite where passes alone count
 * @param examplesOfEpoch examples of the data
 */
record Limit(int epochs, double seconds, long examplesOfEpoch) {

  /** More than any time is enough for. */
  private static final int ENDLESS = 1_000_000;

  static Limit epochs(int epochs, long examplesOfEpoch) {
    return new Limit(epochs, Double.POSITIVE_INFINITY, examplesOfEpoch);
  }

  static Limit minutes(double minutes, long examplesOfEpoch) {
    return new Limit(ENDLESS, 60 * minutes, examplesOfEpoch);
  }

  boolean reached(double trained) {
    return trained >= seconds;
  }

  /** Which part of a run is done. */
  double part(double epochsDone, double trained) {
    return Math.min(1, timed() ? trained / seconds : epochsDone / epochs);
  }

  boolean timed() {
    return seconds < Double.POSITIVE_INFINITY;
  }
}
