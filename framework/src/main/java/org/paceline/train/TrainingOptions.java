package org.paceline.train;

import java.time.Duration;
import org.paceline.exchange.Averaging;
import org.paceline.profile.DeviceRequest;
import org.paceline.round.Patience;

/**
 * How a run is trained.
 *
 * @param epochs passes over the data, at least 1
 * @param roundBlocks blocks that all executors together train between two averagings, at least 1
 * @param split who gets how much
 * @param averaging how networks become one
 * @param seed decides order, shuffling and augmentation
 * @param device what executors train on
 * @param patience how long a round waits for a worker that is behind its plan
 * @param executorWait how long a run without any executor waits for one
 */
public record TrainingOptions(
    int epochs,
    int roundBlocks,
    Split split,
    Averaging averaging,
    long seed,
    DeviceRequest device,
    Patience patience,
    Duration executorWait) {

  /** How long a run without any executor waits for one, unless told otherwise. */
  public static final Duration EXECUTOR_WAIT = Duration.ofSeconds(60);

  private static final int FEWEST_ROUND_BLOCKS = 100;
  private static final int MOST_ROUND_BLOCKS = 200;
  private static final int ROUNDS_OF_EPOCH = 4;

  /** Checks the ranges given above. */
  public TrainingOptions {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, not " + epochs);
    }
    if (roundBlocks < 1) {
      throw new IllegalArgumentException("a round has at least 1 batch, not " + roundBlocks);
    }
  }

  /**
   * Options with the usual patience: {@link Patience#USUAL} where speeds decide the quotas, {@link
   * Patience#LONG} where they are fixed.
   *
   * @param epochs passes over the data, at least 1
   * @param roundBlocks blocks of a round, at least 1
   * @param split who gets how much
   * @param averaging how networks become one
   * @param seed decides order, shuffling and augmentation
   * @param device what executors train on
   */
  public TrainingOptions(
      int epochs,
      int roundBlocks,
      Split split,
      Averaging averaging,
      long seed,
      DeviceRequest device) {
    this(
        epochs,
        roundBlocks,
        split,
        averaging,
        seed,
        device,
        split.fixed() ? Patience.LONG : Patience.USUAL,
        EXECUTOR_WAIT);
  }

  /**
   * The same options with another seed.
   *
   * @param other the seed
   * @return a copy
   */
  public TrainingOptions withSeed(long other) {
    return new TrainingOptions(
        epochs, roundBlocks, split, averaging, other, device, patience, executorWait);
  }

  /**
   * The same options with other limits to waiting.
   *
   * @param round how long a round waits for a worker that is behind its plan
   * @param executor how long a run without any executor waits for one
   * @return a copy
   */
  public TrainingOptions waiting(Patience round, Duration executor) {
    return new TrainingOptions(
        epochs, roundBlocks, split, averaging, seed, device, round, executor);
  }

  /** The rounds that an epoch of so many blocks is planned to have. */
  int rounds(int blocks) {
    return (blocks + roundBlocks - 1) / roundBlocks;
  }

  /**
   * The round that is taken where none is asked for: about a quarter of an epoch, within 100 to 200
   * blocks.
   *
   * @param blocks blocks of an epoch
   * @return blocks of a round
   */
  // A round of 100 lost 2 % to whole batches on the slower workers and 2 % to fixed costs; beyond
  // 200 there is little left to win, and networks drift apart for longer.
  public static int usualRoundBlocks(int blocks) {
    return Math.max(FEWEST_ROUND_BLOCKS, Math.min(MOST_ROUND_BLOCKS, blocks / ROUNDS_OF_EPOCH));
  }
}
