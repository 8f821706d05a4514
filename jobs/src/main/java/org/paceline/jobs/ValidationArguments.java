package org.paceline.jobs;

import java.util.Optional;
import org.paceline.train.EarlyStopping;
import org.paceline.train.Monitor;
import picocli.CommandLine.Option;

/** What a network is validated on after each epoch, and when that ends the run. */
final class ValidationArguments {

  private static final double USUAL_PART = 0.1;

  @Option(
      names = "--validate",
      paramLabel = "PART",
      description =
          "Hold out so much of the training data, such as 0.1, and tell after each epoch how good the"
              + " network is on it (default: nothing; 0.1 with --early-stopping).")
  private Double part;

  @Option(
      names = "--early-stopping",
      paramLabel = "EPOCHS",
      description = "End the run if validation has not become better for so many epochs in a row.")
  private Integer patience;

  @Option(
      names = "--monitor",
      paramLabel = "NAME",
      defaultValue = "loss",
      description =
          "What of the validation decides which epoch is the best: loss or accuracy"
              + " (default: ${DEFAULT-VALUE}).")
  private Monitor monitor;

  @Option(
      names = "--least-gain",
      paramLabel = "GAIN",
      defaultValue = "0",
      description =
          "By how much an epoch must be better to count for --early-stopping (default: ${DEFAULT-VALUE}).")
  private double leastGain;

  void check() {
    if (part != null && !(part > 0 && part < 1)) {
      throw new IllegalArgumentException(
          "--validate must be more than 0 and less than 1, not " + part);
    }
    if (patience != null && patience < 1) {
      throw new IllegalArgumentException("--early-stopping must be at least 1, not " + patience);
    }
    if (!(leastGain >= 0) || Double.isInfinite(leastGain)) {
      throw new IllegalArgumentException(
          "--least-gain must be at least 0 and finite, not " + leastGain);
    }
  }

  /** How much of the training data is held out, if any is. */
  Optional<Double> part() {
    return Optional.ofNullable(part == null && patience != null ? (Double) USUAL_PART : part);
  }

  Monitor monitor() {
    return monitor;
  }

  Optional<EarlyStopping> stopping() {
    return Optional.ofNullable(patience).map(epochs -> new EarlyStopping(epochs, leastGain));
  }
}
