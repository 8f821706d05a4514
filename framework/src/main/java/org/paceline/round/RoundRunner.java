package org.paceline.round;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.spark.api.TrainingHook;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.Feed;
import org.paceline.partition.Arrivals;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.Limit;
import org.paceline.partition.RoundCollector;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.partition.TimedJob;
import org.paceline.roster.Roster;

/**
 * Runs one round: the executors train their shares from the broadcast state.
 *
 * @param <T> the type of a block
 */
public final class RoundRunner<T> {

  private final JavaSparkContext context;
  private final Roster roster;
  private final BlockSource<T> source;
  private final Broadcast<String> configuration;
  private final List<TrainingHook> hooks;
  private final UnaryOperator<Arrivals<RoundResult>> wire;
  private Broadcast<NetworkState> before;

  /**
   * Prepares rounds.
   *
   * @param context the application's context
   * @param source the data
   * @param configuration the network's, DL4J's in JSON
   * @param hooks are called at each step
   * @param wire stands between executors and driver; a test may spoil there what arrives
   */
  public RoundRunner(
      JavaSparkContext context,
      BlockSource<T> source,
      String configuration,
      List<TrainingHook> hooks,
      UnaryOperator<Arrivals<RoundResult>> wire) {
    this.context = context;
    this.roster = Roster.of(context.sc());
    this.source = source;
    this.configuration = context.broadcast(configuration);
    this.hooks = List.copyOf(hooks);
    this.wire = wire;
  }

  /**
   * Runs a round. The seed and the deal decide all that is random.
   *
   * @param state where all start from
   * @param plan who trains what, until when
   * @param seed decides the order of examples and how they are varied
   * @param clock is told how far it is
   * @return what came back in time for the round to end within its limit
   */
  public Collected<RoundResult> run(
      NetworkState state, RoundPlan plan, long seed, RoundClock clock) {
    double end = plan.limitSeconds() - RoundPlan.AVERAGING_SECONDS;
    Limit limit = (arrived, all) -> Math.max(0, end - clock.submittedSeconds());
    return run(state, plan.deal(), plan.deadlines(), limit, seed, clock);
  }

  /**
   * A round without work, which takes what any round takes whatever its shares.
   *
   * @param state what is sent to all
   * @param nothing who takes part, with empty shares
   * @param seed any
   * @return what came back
   */
  public Collected<RoundResult> empty(NetworkState state, Deal nothing, long seed) {
    return run(state, nothing, new HashMap<>(), Limit.STRAGGLERS, seed, new RoundClock());
  }

  private Collected<RoundResult> run(
      NetworkState state,
      Deal deal,
      HashMap<String, Deadline> deadlines,
      Limit limit,
      long seed,
      RoundClock clock) {
    clock.planned();
    Traffic.fit(context.sc().conf(), state, deal.members().size());
    Broadcast<NetworkState> start = context.broadcast(state);
    clock.submitted();
    double passed = clock.submittedSeconds();
    HashMap<String, Deadline> left = new HashMap<>(deadlines);
    left.replaceAll((executor, deadline) -> deadline.after(passed));
    RoundWorker worker = new RoundWorker(configuration, start, hooks, blocks(deal));
    Feed<T> feed = source.feed();
    try {
      TimedJob<RoundResult> job =
          TimedJob.start(
              new DealtRDD<>(source.blocks(), deal),
              share ->
                  worker.train(
                      share, feed, seed, left.getOrDefault(share.executorId(), Deadline.NONE)));
      return RoundCollector.collect(wire.apply(job), deal, RoundResult::executorId, roster, limit);
    } finally {
      start.unpersist(false);
      forget(start);
    }
  }

  /**
   * Checks that a pool can play rounds.
   *
   * @param state as large as what each executor brings
   * @param executors how many bring one
   * @throws IllegalArgumentException with the setting of Spark that is to be raised, if one is
   */
  public void check(NetworkState state, int executors) {
    problem(state, executors)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /**
   * What is against rounds of a pool.
   *
   * @param state as large as what each executor brings
   * @param executors how many bring one
   * @return the setting of Spark that is to be raised, if one is
   */
  public Optional<String> problem(NetworkState state, int executors) {
    return Traffic.problem(context.sc().conf(), state, executors, Runtime.getRuntime().maxMemory());
  }

  /** Who is late may still read a state when its round is over, but not a round later. */
  private void forget(Broadcast<NetworkState> over) {
    if (before != null) {
      before.destroy(false);
    }
    before = over;
  }

  private static int blocks(Deal deal) {
    return deal.blocks().stream().mapToInt(List::size).sum();
  }
}
