package org.paceline.train;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.data.Seeds;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtJob;
import org.paceline.partition.DealtJob.Collected;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;
import org.paceline.plan.Quotas;
import org.paceline.plan.RatioPlanner;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training from its start, or from a checkpoint, to its end. */
final class TrainingRun<T> {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final long GLANCE_MILLIS = 50;

  /** Rounds in a row that may come to nothing while executors come, go and slow down. */
  private static final int MOST_FRUITLESS = 20;

  private final BlockSource<T> source;
  private final TrainingOptions options;
  private final TrainingProgress progress;
  private final RoundRunner<T> rounds;
  private final Recruiter recruiter;
  private final Roster roster;
  private final Set<String> away = new HashSet<>();
  private final UpdateCheck check = new UpdateCheck();
  private Pool pool;
  private Ledger ledger;
  private History history;
  private NetworkState state;
  private int fruitless;

  TrainingRun(
      JavaSparkContext context,
      BlockSource<T> source,
      TrainingOptions options,
      TrainingProgress progress,
      RoundRunner<T> rounds,
      Recruiter recruiter) {
    this.source = source;
    this.options = options;
    this.progress = progress;
    this.rounds = rounds;
    this.recruiter = recruiter;
    this.roster = Roster.of(context.sc());
  }

  TrainingOutcome run(Pool workers, Checkpoint from) {
    pool = workers;
    state = from.network();
    ledger = Ledger.of(from.training().ledger(), options.seed());
    history = new History(from.training(), source.examples() * options.epochs());
    pool.restore(from.training().workers());
    progress.pool(pool.occupants());
    measureFixedCosts();
    double loadSeconds = load();
    history.start();
    for (int epoch = from.training().epoch(); epoch <= options.epochs(); epoch++) {
      epoch(epoch);
    }
    return history.outcome(state, pool, source, ledger.moved(), loadSeconds);
  }

  private void epoch(int epoch) {
    if (ledger.epoch() != epoch) {
      ledger.startEpoch(epoch);
      history.startEpoch(epoch);
    }
    int planned = ceilDivide(source.count(), options.roundBlocks());
    while (ledger.remaining() > 0) {
      round(Math.max(planned, history.roundOfEpoch() + 1));
    }
    boolean exact = ledger.exact() && history.epochExamples() == source.examples();
    progress.epoch(history.endEpoch(exact, ledger.hash()));
  }

  private void round(int roundsOfEpoch) {
    history.startRound(roundsOfEpoch);
    RoundClock clock = new RoundClock();
    List<Integer> ready = assemble();
    int units =
        options
            .split()
            .units(history.round())
            .orElse(ceilDivide(ledger.remaining(), roundsOfEpoch - history.roundOfEpoch()));
    RoundPlan plan = plan(ready, Math.min(units, ledger.remaining()));
    double possible = pool.bound();
    long seed = Seeds.mix(options.seed(), history.epoch(), history.roundOfEpoch() + 1);
    Collected<RoundResult> back = rounds.run(state, plan, seed, clock);
    List<String> dropped = new ArrayList<>();
    List<Arrival<RoundResult>> good = sound(back, dropped);
    average(good);
    RoundPhases phases = clock.averaged(good);
    observe(ready, plan, good, back);
    progress.round(history.record(plan, good, back, dropped, pool, possible, phases));
    progress.checkpoint(new Checkpoint(state, history.state(options.seed(), ledger, pool)));
  }

  /** Who is here now: newcomers join, the lost leave, and if nobody is left it waits. */
  private List<Integer> assemble() {
    long end = System.nanoTime() + options.executorWait().toNanos();
    while (true) {
      List<Member> here = roster.members();
      pool.leave(roster::has).forEach(ledger::vacate);
      recruiter.notice(here);
      welcome(recruiter.recruits());
      away.removeIf(executor -> !roster.busy(executor));
      List<Integer> ready = pool.ready(away::contains);
      if (!ready.isEmpty()) {
        return ready;
      }
      if (System.nanoTime() > end && !recruiter.busy()) {
        throw new NoExecutorException(
            "no executor is left to train on, and none came within %d s"
                .formatted(options.executorWait().toSeconds()));
      }
      pause();
    }
  }

  private void welcome(List<PoolWorker> newcomers) {
    for (PoolWorker newcomer : newcomers) {
      boolean seated = pool.join(newcomer, options.split().parts());
      if (seated) {
        progress.pool(pool.occupants());
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(GLANCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoExecutorException("the wait for an executor was interrupted");
    }
  }

  private RoundPlan plan(List<Integer> ready, int units) {
    Quotas quotas =
        options
            .split()
            .planner(history.round())
            .plan(pool.speeds(ready, source.blockSize()), units);
    return RoundPlan.of(pool, quotas, ledger.deal(quotas.units()), options.patience());
  }

  /** The results that count, in the order of the seats: sums of floats depend on their order. */
  private List<Arrival<RoundResult>> sound(Collected<RoundResult> back, List<String> dropped) {
    back.repeated()
        .forEach(id -> LOG.warn("executor {} brought its result twice; it counts once", id));
    back.late().forEach(id -> LOG.warn("executor {} is late; the round goes on without it", id));
    List<Arrival<RoundResult>> inOrder =
        back.arrivals().stream()
            .filter(a -> a.result().steps() > 0 || a.result().failed())
            .sorted((a, b) -> pool.seatOf(a.result()) - pool.seatOf(b.result()))
            .toList();
    List<UpdateCheck.Verdict> verdicts =
        check.judge(inOrder.stream().map(Arrival::result).toList(), state);
    List<Arrival<RoundResult>> good = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      int seat = pool.seatOf(verdicts.get(i).result());
      if (verdicts.get(i).fault().isEmpty()) {
        pool.good(seat);
        good.add(inOrder.get(i));
      } else {
        drop(seat, verdicts.get(i), dropped);
      }
    }
    if (good.isEmpty() && !verdicts.isEmpty()) {
      throw UpdateCheck.nothingUsable(verdicts, history.round());
    }
    return good;
  }

  private void drop(int seat, UpdateCheck.Verdict verdict, List<String> dropped) {
    String executor = verdict.result().executorId();
    LOG.warn("the result of executor {} is dropped: {}", executor, verdict.fault().orElseThrow());
    dropped.add(executor);
    if (pool.bad(seat)) {
      ledger.vacate(seat);
    }
  }

  private void average(List<Arrival<RoundResult>> good) {
    fruitless = good.isEmpty() ? fruitless + 1 : 0;
    if (fruitless > MOST_FRUITLESS) {
      throw new NoExecutorException(
          "no executor brought a result back in %d rounds".formatted(MOST_FRUITLESS));
    }
    if (!good.isEmpty()) {
      List<RoundResult> results = good.stream().map(Arrival::result).toList();
      state = WeightedSum.average(state, results, options.averaging());
      results.forEach(r -> ledger.book(pool.seatOf(r), history.round(), r.blocks()));
    }
  }

  private void observe(
      List<Integer> ready,
      RoundPlan plan,
      List<Arrival<RoundResult>> good,
      Collected<RoundResult> back) {
    double mean = good.stream().mapToDouble(Arrival::seconds).average().orElse(1);
    good.forEach(a -> pool.at(pool.seatOf(a.result())).observe(a.result(), a.seconds(), mean));
    back.late().forEach(executor -> pool.at(pool.seatOf(executor)).late());
    away.addAll(back.late());
    ready.stream()
        .filter(seat -> plan.quotas().of(seat) == 0)
        .forEach(seat -> pool.at(seat).idle());
  }

  /** A round without work shows what a round costs each worker whatever its share. */
  private void measureFixedCosts() {
    List<Member> members = members();
    List<List<Integer>> nothing = members.stream().map(member -> List.<Integer>of()).toList();
    rounds
        .empty(state, new Deal(members, nothing), options.seed())
        .arrivals()
        .forEach(a -> pool.at(pool.seatOf(a.result())).measureFixed(a.seconds()));
  }

  private List<Member> members() {
    return pool.occupants().stream().map(PoolWorker::member).toList();
  }

  /**
   * Has every executor read and cache the blocks that it is expected to train, so that bad data is
   * found now and the first epoch is not slower than the others.
   */
  private double load() {
    long began = System.nanoTime();
    List<List<Integer>> shares = ledger.settled(pool.size());
    if (shares.stream().allMatch(List::isEmpty)) {
      Ledger loading = new Ledger(source.count(), options.seed());
      loading.startEpoch(0);
      shares = loading.deal(asInFirstRound());
    }
    Deal deal = new Deal(members(), shares).withoutIdle();
    TimedJob<Loaded> job =
        TimedJob.start(new DealtRDD<>(source.blocks(), deal), share -> new Loaded(share));
    DealtJob.collect(job, deal, Loaded::executorId, roster::has, UNLIMITED)
        .arrivals()
        .forEach(a -> ledger.settle(pool.seatOf(a.result().executorId()), a.result().blocks()));
    return (System.nanoTime() - began) / 1e9;
  }

  /** All blocks in the ratio of the first round, which a repeated plan knows to the block. */
  private List<Integer> asInFirstRound() {
    int first = ceilDivide(source.count(), ceilDivide(source.count(), options.roundBlocks()));
    List<Integer> all = new ArrayList<>();
    for (int seat = 0; seat < pool.size(); seat++) {
      all.add(seat);
    }
    Quotas quotas = options.split().planner(0).plan(pool.speeds(all, source.blockSize()), first);
    List<Double> ratio = quotas.units().stream().map(Integer::doubleValue).toList();
    return new RatioPlanner(ratio).plan(quotas.workers(), source.count()).units();
  }

  /** The blocks that an executor has read. */
  private record Loaded(String executorId, List<Integer> blocks) implements Serializable {
    Loaded(Share<?> share) {
      this(share.executorId(), List.copyOf(share.blocks()));
    }
  }

  private static int ceilDivide(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
