package org.paceline.benchmarks.cifar;

/**
 * How long every run is: so many passes over the data, or as many as there is time for.
 *
 * @param epochs the most passes; of skewed clients the most rounds
 * @param unit what one of them is called
 * @param seconds of training, {@link #NONE} where passes alone count
 * @param examplesOfEpoch examples of the data
 */
record Limit(int epochs, String unit, double seconds, long examplesOfEpoch) {

  /** More passes than any time is enough for. */
  static final int ENDLESS = 1_000_000;

  static final double NONE = Double.POSITIVE_INFINITY;

  boolean reached(double trained) {
    return trained >= seconds;
  }

  /** Which part of a run is done. */
  double part(double epochsDone, double trained) {
    return Math.min(1, timed() ? trained / seconds : epochsDone / epochs);
  }

  boolean timed() {
    return seconds < NONE;
  }
}
