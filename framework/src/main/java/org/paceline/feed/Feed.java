package org.paceline.feed;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.dataset.api.DataSet;

/**
 * Turns the blocks of an executor's share into the batches it trains on.
 *
 * @param <T> the type of a block
 */
public interface Feed<T> extends Serializable {

  /**
   * Prepares the batches, each when it is asked for.
   *
   * @param blocks the share's blocks
   * @param seed decides everything random; equal arguments give equal batches
   * @return batches that together hold every example of the blocks once; each is good until the
   *     next but one is asked for, as arrays may be used again
   */
  Iterator<DataSet> batches(List<T> blocks, long seed);

  /**
   * How many blocks are mixed with each other into batches. A worker that runs out of time stops
   * between such chunks, so that every block is trained wholly or not at all.
   *
   * @param share blocks of the share
   * @return blocks of a chunk, at least 1
   */
  default int chunkBlocks(int share) {
    return 1;
  }

  /**
   * Whether a share is one batch or many.
   *
   * @return one step a batch, unless told otherwise
   */
  default Steps steps() {
    return Steps.PER_BATCH;
  }

  /**
   * What of this feed makes a step cost more or less, for remembering trials.
   *
   * @return a text equal for feeds of equal cost
   */
  default String cost() {
    return "";
  }
}
