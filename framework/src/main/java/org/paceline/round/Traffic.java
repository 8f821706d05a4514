package org.paceline.round;

import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;
import org.paceline.exchange.NetworkState;

/**
 * How states travel between driver and executors.
 *
 * <p>A broadcast goes by blocks, which executors take from each other as from the driver. One block
 * has the fewest requests, and the driver sends it to everybody; that is best for few executors.
 * For many there is a block for each {@value #DIRECT} of them, so that the driver sends about that
 * many states, however many executors there are.
 */
final class Traffic {

  private static final String BLOCK_SIZE = "spark.broadcast.blockSize";
  private static final String OURS = "spark.paceline.broadcastBlocks";
  private static final String MOST_RESULTS = "spark.driver.maxResultSize";
  private static final int DIRECT = 8;
  private static final long LEAST_BLOCK = 1 << 20;
  private static final long MOST_BLOCK = 32 << 20;

  /** What a result holds beside the state. */
  private static final long HEAD = 64 << 10;

  private Traffic() {}

  /**
   * Has the broadcasts of an application go by blocks that fit state and pool, unless somebody said
   * how large they are.
   *
   * @param conf the application's configuration, where Spark looks at each broadcast
   */
  static void fit(SparkConf conf, NetworkState state, int executors) {
    if (!conf.contains(BLOCK_SIZE) || conf.contains(OURS)) {
      conf.set(OURS, "true");
      conf.set(BLOCK_SIZE, (blockBytes(state.bytes(), executors) >> 10) + "k");
    }
  }

  static long blockBytes(long stateBytes, int executors) {
    long blocks = (executors + DIRECT - 1) / DIRECT;
    return Math.max(LEAST_BLOCK, Math.min(MOST_BLOCK, stateBytes / blocks + HEAD));
  }

  /**
   * Checks that the driver takes the results of a round.
   *
   * @throws IllegalArgumentException if Spark would end the round for their size
   */
  static void check(SparkConf conf, NetworkState state, int executors) {
    long most = JavaUtils.byteStringAsBytes(conf.get(MOST_RESULTS, "1g"));
    long needed = executors * (state.bytes() + HEAD);
    if (most > 0 && needed > most) {
      throw new IllegalArgumentException(
          "%s is %s, but the results of %d executors have %d MiB: set it to 0"
              .formatted(MOST_RESULTS, conf.get(MOST_RESULTS, "1g"), executors, needed >> 20));
    }
  }
}
