package org.paceline.round;

import java.util.Optional;
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

  /** The one that a round starts from, its broadcast, and the average. */
  private static final int STATES_OF_DRIVER = 3;

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
    long blocks = Math.max(1, (executors + DIRECT - 1) / DIRECT);
    return Math.max(LEAST_BLOCK, Math.min(MOST_BLOCK, stateBytes / blocks + HEAD));
  }

  /**
   * What is against a round of so many executors.
   *
   * @return if Spark would end it for the size of its results, or the driver's heap would not hold
   *     them: the setting that is to be raised
   */
  static Optional<String> problem(SparkConf conf, NetworkState state, int executors, long heap) {
    long states = (executors + STATES_OF_DRIVER) * state.bytes();
    if (states > heap) {
      return Optional.of(
          "the driver's heap of %s MiB cannot hold the states of %s executors, %s MiB: raise"
                  .formatted(heap >> 20, executors, states >> 20)
              + " spark.driver.memory");
    }
    long most = JavaUtils.byteStringAsBytes(conf.get(MOST_RESULTS, "1g"));
    long results = executors * (state.bytes() + HEAD);
    return most > 0 && results > most
        ? Optional.of(
            "%s is %s, but the results of %s executors have %s MiB: set it to 0"
                .formatted(MOST_RESULTS, conf.get(MOST_RESULTS, "1g"), executors, results >> 20))
        : Optional.empty();
  }
}
