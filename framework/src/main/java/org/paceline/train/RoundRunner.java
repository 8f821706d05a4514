package org.paceline.train;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.spark.api.TrainingHook;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
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
  private final List<TrainingHook> hooks;

  RoundRunner(
      JavaSparkContext context,
      BlockSource<T> source,
      String configuration,
      List<TrainingHook> hooks) {
    this.context = context;
    this.source = source;
    this.configuration = context.broadcast(configuration);
    this.hooks = List.copyOf(hooks);
  }

  /** The results as they arrived. The seed and the deal decide all that is random. */
  List<TimedJob.Arrival<RoundResult>> run(NetworkState state, Deal deal, long seed) {
    Broadcast<NetworkState> start = context.broadcast(state);
    RoundWorker worker = new RoundWorker(configuration, start, hooks);
    Feed<T> feed = source.feed();
    try {
      return TimedJob.run(
          new DealtRDD<>(source.blocks(), deal), share -> worker.train(share, feed, seed));
    } finally {
      start.unpersist(false);
    }
  }
}
