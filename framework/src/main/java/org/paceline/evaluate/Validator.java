package org.paceline.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Feed;
import org.paceline.model.TrainableNetwork;
import org.paceline.model.Validation;
import org.paceline.partition.Share;
import org.paceline.pool.PoolWorker;
import org.paceline.round.ResidentNetworks;
import org.paceline.speed.Governor;

/**
 * Judges the states that a network goes through, again and again on the same data, on all
 * executors.
 *
 * <p>Each block is a batch of its own and blocks are added up in their order, so that the figures
 * do not depend on who judged which. Not thread-safe.
 *
 * @param <T> the type of a block
 */
public final class Validator<T> {

  private final JavaSparkContext context;
  private final BlockSource<T> source;
  private final Broadcast<String> configuration;
  private Broadcast<NetworkState> before;

  /**
   * Broadcasts a network's configuration.
   *
   * @param context the application's context
   * @param source the data, not augmented; it stays where it is first judged
   * @param configuration the network's configuration
   */
  public Validator(JavaSparkContext context, BlockSource<T> source, String configuration) {
    this.context = context;
    this.source = source;
    this.configuration = context.broadcast(configuration);
  }

  /**
   * Judges a state.
   *
   * @param epoch which ended with it
   * @param state the network's
   * @param pool who takes part
   * @param late is told whom it did not wait for, who may still be at it
   * @return how good it is
   */
  public Validation validate(
      int epoch, NetworkState state, List<PoolWorker> pool, Consumer<List<String>> late) {
    Broadcast<String> network = configuration;
    Broadcast<NetworkState> parameters = context.broadcast(state);
    Feed<T> feed = source.feed();
    List<ArrayList<BlockScore>> parts =
        DealtWork.run(
            context, source, pool, share -> scores(share, feed, network, parameters), late);
    forget(parameters);
    return parts.stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingInt(BlockScore::block))
        .reduce(BlockScore::and)
        .orElseThrow()
        .validation(epoch);
  }

  /** Who is late may still read a state when all is judged, but not an epoch later. */
  private void forget(Broadcast<NetworkState> over) {
    over.unpersist(false);
    if (before != null) {
      before.destroy(false);
    }
    before = over;
  }

  private static <T> ArrayList<BlockScore> scores(
      Share<T> share,
      Feed<T> feed,
      Broadcast<String> configuration,
      Broadcast<NetworkState> state) {
    TrainableNetwork network = ResidentNetworks.get(configuration.value(), configuration.value());
    state.value().applyTo(network);
    Governor governor = Governor.ofThisProcess();
    ArrayList<BlockScore> scores = new ArrayList<>();
    for (int i = 0; i < share.blocks().size(); i++) {
      int block = share.blocks().get(i);
      feed.batches(share.elements(i, i + 1), 0)
          .forEachRemaining(batch -> scores.add(BlockScore.of(block, batch, network)));
      governor.pace();
    }
    return scores;
  }
}
