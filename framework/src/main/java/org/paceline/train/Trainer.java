package org.paceline.train;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.api.TrainingHook;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.checkpoint.TrainingState;
import org.paceline.exchange.Exchange;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.model.TrainableNetwork;
import org.paceline.partition.Arrivals;
import org.paceline.partition.Deal;
import org.paceline.pool.Pool;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.round.DivergedException;
import org.paceline.round.RoundResult;
import org.paceline.round.RoundRunner;
import org.paceline.scout.Recruiter;
import org.paceline.scout.Scout;
import org.paceline.scout.Scouting;
import org.paceline.scout.Timing;

/**
 * Trains one network on all executors of a pool: each round deals every executor the share with
 * which all finish together, averages what they bring back, and takes the observed speeds into the
 * next plan.
 *
 * <p>Executors may slow down, die or join while it trains: a round does not wait for who is late or
 * lost, what they did not bring back is dealt again, and newcomers train from the round after their
 * trial. Not thread-safe.
 *
 * @param <T> the type of a block
 */
final class Trainer<T> {

  private final JavaSparkContext context;
  private final BlockSource<T> source;
  private final TrainingOptions options;
  private final TrainingProgress progress;
  private final RoundRunner<T> rounds;
  private final Scouting scouting;
  private final Timing timing;
  private final Exchange exchange;
  private final Judge judge;

  /**
   * Prepares training.
   *
   * @param context the application's context
   * @param source the data
   * @param configuration the network's configuration
   * @param options how to train
   * @param progress is told of every round
   * @param scouting what makes newcomers part of the pool
   * @param hooks are called at every step, on the executors
   * @param judge looks at the network after each epoch
   * @param wire stands between executors and driver
   */
  Trainer(
      JavaSparkContext context,
      BlockSource<T> source,
      String configuration,
      TrainingOptions options,
      TrainingProgress progress,
      Scouting scouting,
      List<TrainingHook> hooks,
      Judge judge,
      UnaryOperator<Arrivals<RoundResult>> wire) {
    this.judge = judge;
    this.context = context;
    this.source = source;
    this.options = options;
    this.progress = progress;
    this.scouting = scouting;
    this.exchange =
        Exchange.of(
            options.averaging(),
            options.longestStep(),
            TrainableNetwork.of(configuration).statistics());
    this.timing = Scout.timing(context.sc(), source, configuration);
    this.rounds = new RoundRunner<>(context, source, configuration, hooks, wire);
  }

  /**
   * Trains all epochs.
   *
   * @param pool who takes part, from {@link Scout#pool}
   * @param start the network's state to start from
   * @return the trained state and what every worker did
   * @throws DivergedException if no executor brings a usable result back
   * @throws NoExecutorException if no executor is left and none comes
   */
  TrainingOutcome train(List<PoolWorker> pool, NetworkState start) {
    TrainingState nothing = TrainingState.start(options.seed(), source.count());
    return resume(pool, new Checkpoint(start, nothing));
  }

  /**
   * Goes on where a checkpoint was made; on the same quotas the result is what it would have been
   * without the interruption.
   *
   * @param pool who takes part, in the order of the first run
   * @param checkpoint how far the run was
   * @return the trained state and what every worker did, before and after
   * @throws IllegalArgumentException if the checkpoint is of other data
   * @throws DivergedException if no executor brings a usable result back
   * @throws NoExecutorException if no executor is left and none comes
   */
  TrainingOutcome resume(List<PoolWorker> pool, Checkpoint checkpoint) {
    int blocks = checkpoint.training().ledger().seats().size();
    if (blocks != source.count()) {
      throw new IllegalArgumentException(
          "the checkpoint is of %s batches, but the data has %s".formatted(blocks, source.count()));
    }
    try (Recruiter recruiter = new Recruiter(context.sc(), scouting, timing, pool)) {
      return new TrainingRun<>(
              context, source, options, progress, rounds, exchange, judge, recruiter)
          .run(new Pool(pool), checkpoint);
    }
  }

  /**
   * Plays rounds without work, so that the executors' code for them is loaded and compiled.
   *
   * @param pool who takes part
   * @param state any state of the network
   * @param times how many
   * @throws IllegalArgumentException if a setting of Spark, or the driver's heap, is too small for
   *     what so many executors bring back
   */
  void rehearse(List<PoolWorker> pool, NetworkState state, int times) {
    rounds.check(state, pool.size());
    List<Member> members = pool.stream().filter(PoolWorker::fits).map(PoolWorker::member).toList();
    List<List<Integer>> nothing = members.stream().map(member -> List.<Integer>of()).toList();
    for (int i = 0; i < times; i++) {
      rounds.empty(state, new Deal(members, nothing), options.seed());
    }
  }
}
