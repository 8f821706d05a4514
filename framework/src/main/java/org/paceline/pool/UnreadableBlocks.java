package org.paceline.pool;

import java.util.HashMap;
import java.util.Map;
import org.paceline.data.DataException;

/**
 * The blocks that executors could not read. An executor that alone cannot read a block may lack a
 * mount or a right; the data is bad where a second one agrees. Not thread-safe.
 */
public final class UnreadableBlocks {

  private final Map<Integer, String> witnesses = new HashMap<>();

  /**
   * Takes in what an executor could not read.
   *
   * @param executor its id
   * @param block the block
   * @param problem what it said
   * @param others whether there is another that may be able to
   * @throws DataException if another executor could not read the same block either, or there is
   *     none
   */
  public void note(String executor, int block, String problem, boolean others) {
    String witness = witnesses.putIfAbsent(block, executor);
    if (witness != null && !witness.equals(executor)) {
      throw new DataException(
          "executors %s and %s cannot read the same data: %s"
              .formatted(witness, executor, problem));
    }
    if (!others) {
      throw new DataException(
          "no executor is left that can read the data: executor %s: %s"
              .formatted(executor, problem));
    }
  }
}
