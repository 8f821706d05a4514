package org.paceline.train;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.paceline.data.Seeds;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;

/**
 * Runs one round: the executors train their shares from the broadcast state.
 *
 * @param <T> the type of a block
 */
final class RoundRunner<T> {

  private final JavaSparkContext context;
  private final BlockSource<T> source;
  private final Broadcast<String> configuration;

  RoundRunner(JavaSparkContext context, BlockSource<T> source, String configuration) {
    this.context = context;
    this.source = source;
    this.configuration = context.broadcast(configuration);
  }

  /** The results as they arrived. The seed and the deal decide all that is random. */
  List<TimedJob.Arrival<RoundResult>> run(NetworkState state, Deal deal, long seed) {
    Broadcast<NetworkState> start = context.broadcast(state);
    Broadcast<String> network = configuration;
    Feed<T> feed = source.feed();
    try {
      return TimedJob.run(
          new DealtRDD<>(source.blocks(), deal), share -> train(share, network, start, feed, seed));
    } finally {
      start.unpersist(false);
    }
  }

  private static <T> RoundResult train(
      Share<T> share,
      Broadcast<String> configuration,
      Broadcast<NetworkState> start,
      Feed<T> feed,
      long seed) {
    TrainableNetwork network =
        ResidentNetworks.get(configuration.value(), configuration.value());
    start.value().applyTo(network);
    long own = Seeds.mix(seed, share.blocks().isEmpty() ? 0 : share.blocks().get(0));
    return LocalTraining.run(
        share.executorId(), share.blocks(), share.elements(), feed, network, own);
  }
}
