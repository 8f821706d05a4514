package org.paceline.benchmarks;

/**
 * What one training came to.
 *
 * @param examples examples that were really trained
 * @param seconds wall time of training, after the data was loaded
 * @param finishSpread the worst worker's mean finish relative to its rounds' means, as a magnitude;
 *     null where it is not known
 * @param capacity what the workers could have trained in the time, had they done nothing but steps
 * @param trialSum examples a second of all workers together, by the trial before it
 */
public record Measurement(
    long examples, double seconds, Double finishSpread, double capacity, double trialSum) {

  /** Checks the ranges. */
  public Measurement {
    if (examples < 0 || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "a measurement has examples >= 0 and seconds > 0, not %s and %s"
              .formatted(examples, seconds));
    }
  }

  double examplesPerSecond() {
    return examples / seconds;
  }

  /**
   * The efficiency η.
   *
   * @return examples ÷ capacity
   */
  public double efficiency() {
    return examples / capacity;
  }

  double efficiencyOfTrial() {
    return examplesPerSecond() / trialSum;
  }

  /** The same measurement with the speeds that it is compared with. */
  Measurement against(double sum) {
    return new Measurement(examples, seconds, finishSpread, capacity, sum);
  }

  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
