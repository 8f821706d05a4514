package org.paceline.benchmarks.cifar;

import picocli.CommandLine.Option;

/** How long each run trains: so many passes over the data, or so many minutes. */
final class LengthOptions {

  private static final int USUAL_EPOCHS = 8;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Passes over the data in each run, with --skew rounds (default: " + USUAL_EPOCHS + ").")
  private Integer epochs;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Let each run train so long, in place of --epochs; evaluation does not count.")
  private Double minutes;

  void check() {
    if (epochs != null && minutes != null) {
      throw new IllegalArgumentException("--epochs and --minutes exclude each other");
    }
    if (epochs() < 1) {
      throw new IllegalArgumentException("--epochs must be at least 1, not " + epochs);
    }
    if (minutes != null && !(minutes > 0 && minutes < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("--minutes must be positive, not " + minutes);
    }
  }

  /** Whether the clock ends a run, so that nobody knows how many epochs it will have. */
  boolean timed() {
    return minutes != null;
  }

  int epochs() {
    return epochs == null ? USUAL_EPOCHS : epochs;
  }

  /** The limit of a run over so many examples whose passes are called by {@code unit}. */
  Limit limit(String unit, long examples) {
    return timed()
        ? new Limit(Limit.ENDLESS, unit, 60 * minutes, examples)
        : new Limit(epochs(), unit, Limit.NONE, examples);
  }
}
