package org.paceline.train;

import org.paceline.profile.DeviceRequest;

/**
 * How a run is trained.
 *
 * @param epochs passes over the data, at least 1
 * @param roundBlocks blocks that all executors together train between two averagings, at least 1
 * @param split who gets how much
 * @param averaging how networks become one
 * @param seed decides order, shuffling and augmentation
 * @param device what executors train on
 */
public record TrainingOptions(
    int epochs,
    int roundBlocks,
    Split split,
    Averaging averaging,
    long seed,
    DeviceRequest device) {

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
   * The same options with another seed.
   *
   * @param other the seed
   * @return a copy
   */
  public TrainingOptions withSeed(long other) {
    return new TrainingOptions(epochs, roundBlocks, split, averaging, other, device);
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
