package org.paceline.train;

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
   * @return batches that together hold every example of the blocks once
   */
  Iterator<DataSet> batches(List<T> blocks, long seed);

  /**
   * What of this feed makes a step cost more or less, for remembering trials.
   *
   * @return a text equal for feeds of equal cost
   */
  default String cost() {
    return "";
  }
}
