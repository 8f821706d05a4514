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

  /** The usual number of blocks in a round. */
  public static final int ROUND_BLOCKS = 100;

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
}
