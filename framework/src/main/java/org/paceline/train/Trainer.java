package org.paceline.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.api.TrainingHook;
import org.paceline.data.Seeds;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;
import org.paceline.partition.TimedJob.Arrival;
import org.paceline.plan.Quotas;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;

/**
 * Trains one network on all executors of a pool: each round deals every executor the share with
 * which all finish together, averages what they bring back, and takes the observed speeds into the
 * next plan.
 *
 * <p>Not thread-safe; one instance trains once.
 *
 * @param <T> the type of a block
 */
public final class Trainer<T> {

  private final Roster roster;
  private final List<PoolWorker> pool;
  private final BlockSource<T> source;
  private final TrainingOptions options;
  private final TrainingProgress progress;
  private final RoundRunner<T> rounds;
  private final Ledger ledger;
  private final List<RoundRecord> history = new ArrayList<>();
  private NetworkState state;
  private long examples;
  private long start;
  private double loadSeconds;

  /**
   * Prepares a run.
   *
   * @param context the application's context
   * @param pool who takes part, from {@link Scout#pool}
   * @param source the data
   * @param configuration the network's configuration
   * @param state the network's state to start from
   * @param options how to train
   * @param progress is told of every round
   */
  public Trainer(
      JavaSparkContext context,
      List<PoolWorker> pool,
      BlockSource<T> source,
      String configuration,
      NetworkState state,
      TrainingOptions options,
      TrainingProgress progress) {
    this(context, pool, source, configuration, state, options, progress, List.of());
  }

  Trainer(
      JavaSparkContext context,
      List<PoolWorker> pool,
      BlockSource<T> source,
      String configuration,
      NetworkState state,
      TrainingOptions options,
      TrainingProgress progress,
      List<TrainingHook> hooks) {
    this.roster = Roster.of(context.sc());
    this.pool = List.copyOf(pool);
    this.source = source;
    this.options = options;
    this.progress = progress;
    this.rounds = new RoundRunner<>(context, source, configuration, hooks);
    this.ledger = new Ledger(source.count(), options.seed());
    this.state = state;
  }

  /**
   * Trains all epochs.
   *
   * @return the trained state and what every worker did
   * @throws DivergedException if a loss or parameter is no longer finite
   * @throws NoExecutorException if no executor is left
   */
  public TrainingOutcome train() {
    progress.ready(pool);
    measureFixedCosts();
    load();
    List<Boolean> exact = new ArrayList<>();
    start = System.nanoTime();
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      ledger.startEpoch(epoch);
      int planned = ceilDivide(source.count(), options.roundBlocks());
      for (int round = 1; ledger.remaining() > 0; round++) {
        round(epoch, round, Math.max(planned, round));
      }
      exact.add(ledger.exact());
      progress.epoch(epoch, state);
    }
    double seconds = secondsSince(start);
    return new TrainingOutcome(
        state,
        pool,
        List.copyOf(history),
        source.examples(),
        exact,
        ledger.moved(),
        loadSeconds,
        seconds);
  }

  /**
   * Plays rounds without work, so that the executors' code for them is loaded and compiled.
   *
   * @param times how many
   */
  public void rehearse(int times) {
    for (int i = 0; i < times; i++) {
      emptyRound();
    }
  }

  private List<Arrival<RoundResult>> emptyRound() {
    List<PoolWorker> here = here();
    List<List<Integer>> nothing = here.stream().map(worker -> List.<Integer>of()).toList();
    return rounds.run(state, new Deal(members(here), nothing), options.seed());
  }

  private void round(int epoch, int round, int roundsOfEpoch) {
    long began = System.nanoTime();
    List<PoolWorker> here = here();
    int units = ceilDivide(ledger.remaining(), roundsOfEpoch - round + 1);
    Quotas quotas = options.split().planner(history.size()).plan(speeds(here), units);
    Deal deal = ledger.deal(members(here), quotas);
    List<Arrival<RoundResult>> arrivals =
        rounds.run(state, deal.withoutIdle(), Seeds.mix(options.seed(), epoch, round));
    List<RoundResult> results = inOrder(arrivals, here);
    state = WeightedSum.average(state, sound(results, history.size()), options.averaging());
    results.forEach(result -> ledger.book(result.executorId(), result.blocks()));
    observe(here, arrivals);
    record(epoch, round, roundsOfEpoch, here, quotas, arrivals, secondsSince(began));
  }

  private List<PoolWorker> here() {
    List<String> live = roster.members().stream().map(Member::executorId).toList();
    List<PoolWorker> here =
        pool.stream().filter(worker -> live.contains(worker.member().executorId())).toList();
    if (here.isEmpty()) {
      throw new NoExecutorException("all " + pool.size() + " executors are lost");
    }
    return here;
  }

  private static List<Member> members(List<PoolWorker> workers) {
    return workers.stream().map(PoolWorker::member).toList();
  }

  /** Speeds in blocks a second. */
  private List<WorkerSpeed> speeds(List<PoolWorker> workers) {
    return workers.stream()
        .map(
            worker ->
                new WorkerSpeed(
                    worker.member().executorId(),
                    worker.observed().examplesPerSecond() / source.blockSize(),
                    worker.observed().fixedSeconds(),
                    WorkerSpeed.NO_CAP))
        .toList();
  }

  /**
   * Has every executor read and cache the blocks that it is expected to train, so that bad data is
   * found now and the first epoch is not slower than the others.
   */
  private void load() {
    long began = System.nanoTime();
    List<PoolWorker> here = here();
    ledger.startEpoch(0);
    Deal deal = ledger.deal(members(here), asInFirstRound(here)).withoutIdle();
    TimedJob.run(new DealtRDD<>(source.blocks(), deal), share -> new Loaded(share))
        .forEach(a -> ledger.settle(a.result().executorId(), a.result().blocks()));
    loadSeconds = secondsSince(began);
  }

  /** All blocks in the ratio of the first round, which a repeated plan knows to the block. */
  private Quotas asInFirstRound(List<PoolWorker> here) {
    int rounds = ceilDivide(source.count(), options.roundBlocks());
    int units = ceilDivide(source.count(), rounds);
    Quotas first = options.split().planner(0).plan(speeds(here), units);
    List<Double> ratio = first.units().stream().map(Integer::doubleValue).toList();
    return new RatioPlanner(ratio).plan(first.workers(), source.count());
  }

  /** The blocks that an executor has read. */
  private record Loaded(String executorId, List<Integer> blocks) implements Serializable {
    Loaded(Share<?> share) {
      this(share.executorId(), share.blocks());
    }
  }

  /** A round without work shows what a round costs each worker whatever its share. */
  private void measureFixedCosts() {
    for (Arrival<RoundResult> arrival : emptyRound()) {
      worker(pool, arrival.result()).measureFixed(arrival.seconds());
    }
  }

  /** Sums of floats depend on their order, so results are taken in the workers' order. */
  private static List<RoundResult> inOrder(
      List<Arrival<RoundResult>> arrivals, List<PoolWorker> workers) {
    Map<String, RoundResult> byExecutor =
        arrivals.stream()
            .map(Arrival::result)
            .collect(Collectors.toMap(RoundResult::executorId, result -> result));
    return workers.stream()
        .map(worker -> byExecutor.get(worker.member().executorId()))
        .filter(result -> result != null && result.steps() > 0)
        .toList();
  }

  private static List<RoundResult> sound(List<RoundResult> results, int round) {
    for (RoundResult result : results) {
      if (result.diverged()) {
        throw new DivergedException(
            "the loss of executor %s is %s in round %d: training diverged; try a smaller learning rate"
                .formatted(result.executorId(), result.loss(), round + 1));
      }
    }
    if (results.isEmpty()) {
      throw new NoExecutorException("no executor brought a result back in round " + (round + 1));
    }
    return results;
  }

  private static PoolWorker worker(List<PoolWorker> workers, RoundResult result) {
    return workers.stream()
        .filter(worker -> worker.member().executorId().equals(result.executorId()))
        .findFirst()
        .orElseThrow();
  }

  private static void observe(List<PoolWorker> here, List<Arrival<RoundResult>> arrivals) {
    double mean = arrivals.stream().mapToDouble(Arrival::seconds).average().orElse(1);
    for (Arrival<RoundResult> arrival : arrivals) {
      worker(here, arrival.result()).observe(arrival.result(), arrival.seconds(), mean);
    }
  }

  private void record(
      int epoch,
      int round,
      int roundsOfEpoch,
      List<PoolWorker> here,
      Quotas quotas,
      List<Arrival<RoundResult>> arrivals,
      double seconds) {
    Map<String, Arrival<RoundResult>> by =
        arrivals.stream().collect(Collectors.toMap(a -> a.result().executorId(), a -> a));
    List<Arrival<RoundResult>> ordered =
        here.stream().map(worker -> by.get(worker.member().executorId())).toList();
    long trained = arrivals.stream().mapToLong(a -> a.result().examples()).sum();
    double loss =
        arrivals.stream().mapToDouble(a -> a.result().loss() * a.result().examples()).sum();
    double bound = here.stream().mapToDouble(w -> w.trial().examplesPerSecond()).sum();
    examples += trained;
    RoundRecord record =
        new RoundRecord(
            epoch,
            history.size(),
            round,
            roundsOfEpoch,
            quotas.units(),
            IntStream.range(0, here.size()).mapToObj(quotas::finishSeconds).toList(),
            ordered.stream().map(a -> a == null ? 0.0 : a.seconds()).toList(),
            ordered.stream().map(a -> a == null ? 0.0 : a.result().trainingSeconds()).toList(),
            trained,
            examples,
            source.examples() * options.epochs(),
            seconds,
            secondsSince(start),
            loss / Math.max(1, trained),
            trained / bound / seconds);
    history.add(record);
    progress.round(record);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static int ceilDivide(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
