package org.paceline.jobs;

import java.util.OptionalInt;
import org.paceline.exchange.Averaging;
import org.paceline.feed.Steps;
import org.paceline.profile.DeviceRequest;
import org.paceline.round.Patience;
import org.paceline.train.Split;
import org.paceline.train.TrainingOptions;
import picocli.CommandLine.Option;

/** How a job trains: the options that become {@link TrainingOptions}. */
final class TrainingArguments {

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "4",
      description = "Passes over the data (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--round-batches",
      paramLabel = "N",
      description =
          "Batches that all executors together train between two averagings"
              + " (default: as many as keep what a round costs below 1 %, but of no executor more than"
              + " 250).")
  private Integer roundBatches;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "proportional",
      description =
          "proportional (all finish together), equal (the baseline), a ratio such as 4:2:1, or"
              + " the plan.json of an earlier run to repeat (default: ${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--averaging",
      paramLabel = "NAME",
      defaultValue = "examples",
      description = "examples, uniform or normalized (default: ${DEFAULT-VALUE}).")
  private String averaging;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description =
          "Shorten the step that all executors together take in a round to this Euclidean length"
              + " where it is longer (default: no limit).")
  private Double clip;

  @Option(
      names = "--synchronous",
      description =
          "Train every share as one batch: each round is one step of synchronous SGD with a batch"
              + " of round-batches × batch-size examples.")
  private boolean synchronous;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "auto, cpu or gpu (default: ${DEFAULT-VALUE}).")
  private DeviceRequest device;

  @Option(
      names = "--patience",
      paramLabel = "FACTOR",
      description =
          "A round goes on without a worker that is later than this times the round's plan; what it"
              + " did not train is dealt again (default: 1.25; 10 where the split is fixed).")
  private Double patience;

  @Option(
      names = "--reproducible",
      description =
          "Have all executors compute with the same kernels (OpenBLAS's for Haswell, oneDNN's with"
              + " AVX2), so that equal quotas give the same model on unlike processors; steps are"
              + " slower on those with AVX-512. An executor without them ends the run.")
  private boolean reproducible;

  boolean reproducible() {
    return reproducible;
  }

  /** The split as the user named it. */
  String split() {
    return split;
  }

  /** The averaging as the user named it. */
  String averaging() {
    return averaging;
  }

  Steps steps() {
    return synchronous ? Steps.PER_ROUND : Steps.PER_BATCH;
  }

  int epochs() {
    return epochs;
  }

  /** Batches of a round, or null where the run decides. */
  Integer roundBatches() {
    return roundBatches;
  }

  /**
   * Batches of an epoch as schedules count them: with {@code --synchronous} one a round.
   *
   * @param examples of an epoch
   * @param batchSize examples of a batch
   */
  int batchesOfEpoch(int examples, int batchSize) {
    int batches = partsOf(examples, batchSize);
    return synchronous && roundBatches != null ? partsOf(batches, roundBatches) : batches;
  }

  private static int partsOf(int all, int size) {
    return (all - 1) / size + 1;
  }

  /** Refuses a schedule whose end nobody would know. */
  void check(RateArguments rates) {
    rates.check(epochs);
    if (synchronous && roundBatches == null && !rates.constant()) {
      throw new IllegalArgumentException(
          rates
              + " with --synchronous needs --round-batches: there each round is one step, and the"
              + " schedule must know how many there will be");
    }
  }

  /** The options; those that break a rule are refused. */
  TrainingOptions options(long seed, RateArguments rates) {
    if (clip != null && (!(clip > 0) || clip.isInfinite())) {
      throw new IllegalArgumentException("--clip must be positive and finite, not " + clip);
    }
    TrainingOptions usual =
        new TrainingOptions(
                epochs,
                roundBatches == null ? OptionalInt.empty() : OptionalInt.of(roundBatches),
                Split.parse(split),
                Averaging.named(averaging),
                seed,
                device)
            .withRate(rates.course());
    TrainingOptions clipped = clip == null ? usual : usual.clipped(clip);
    return patience == null
        ? clipped
        : clipped.waiting(
            new Patience(patience, usual.patience().graceSeconds()), usual.executorWait());
  }
}
