package org.paceline.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.feed.BlockSource;
import org.paceline.ledger.Ledger;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.Limit;
import org.paceline.partition.RoundCollector;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;
import org.paceline.partition.Unreadable;
import org.paceline.partition.UnreadableException;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.PoolWorker;
import org.paceline.pool.SecondOpinion;
import org.paceline.pool.SecondReader;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on every block of a data set once, dealt by speed: what evaluation and prediction share.
 *
 * @param <T> the type of a block
 * @param <R> what a task finds out about its share
 */
final class DealtWork<T, R> {

  private static final Logger LOG = LoggerFactory.getLogger(DealtWork.class);
  private static final int MOST_ROUNDS = 20;
  private static final Duration GLANCE = Duration.ofMillis(50);

  /** Longer than a task that was told to stop takes to do so. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BlockSource<T> source;
  private final List<PoolWorker> pool;
  private final TimedJob.Task<T, R> task;
  private final Roster roster;
  private final Ledger ledger;
  private final SecondOpinion opinion;
  private final Consumer<List<String>> late;
  private final Map<String, Integer> seats = new HashMap<>();
  private final Set<Integer> blind = new HashSet<>();
  private final Set<Integer> readers = new HashSet<>();
  private final Set<Integer> passedOver = new HashSet<>();
  private final List<R> results = new ArrayList<>();

  private DealtWork(
      JavaSparkContext context,
      BlockSource<T> source,
      List<PoolWorker> pool,
      TimedJob.Task<T, R> task,
      Consumer<List<String>> late) {
    this.late = late;
    this.source = source;
    this.pool = pool;
    this.task = task;
    this.roster = Roster.of(context.sc());
    this.opinion = new SecondOpinion(new SecondReader(source.blocks(), roster));
    this.ledger = new Ledger(source.count(), 0);
    pool.forEach(worker -> seats.put(worker.member().executorId(), seats.size()));
  }

  /**
   * What a task did: its result on all blocks of its share, or the block that it could not read.
   */
  private record Done<R>(String executorId, List<Integer> blocks, R result, Unreadable unreadable)
      implements java.io.Serializable {

    static <T, R> Done<R> of(Share<T> share, TimedJob.Task<T, R> task) {
      List<Integer> blocks = List.copyOf(share.blocks());
      try {
        return new Done<>(share.executorId(), blocks, task.run(share), null);
      } catch (UnreadableException e) {
        return new Done<>(share.executorId(), blocks, null, e.unreadable());
      }
    }
  }

  /** Deals all blocks, and again what was not worked on, until none is left. */
  static <T, R> List<R> run(
      JavaSparkContext context,
      BlockSource<T> source,
      List<PoolWorker> pool,
      TimedJob.Task<T, R> task) {
    return run(context, source, pool, task, executors -> {});
  }

  /** The same, telling whom it did not wait for, who may still be at it. */
  static <T, R> List<R> run(
      JavaSparkContext context,
      BlockSource<T> source,
      List<PoolWorker> pool,
      TimedJob.Task<T, R> task,
      Consumer<List<String>> late) {
    return new DealtWork<>(context, source, pool, task, late).results();
  }

  private List<R> results() {
    ledger.startEpoch(1);
    for (int round = 0; ledger.remaining() > 0; round++) {
      if (round == MOST_ROUNDS) {
        throw new IllegalStateException(
            ledger.remaining() + " blocks came back from no executor in " + round + " rounds");
      }
      round(round);
    }
    return results;
  }

  private void round(int round) {
    awaitFree();
    List<List<Integer>> shares = ledger.deal(quotas(ledger.remaining()));
    Deal deal = new Deal(pool.stream().map(PoolWorker::member).toList(), shares).withoutIdle();
    TimedJob.Task<T, R> work = task;
    TimedJob<Done<R>> job =
        TimedJob.start(new DealtRDD<>(source.blocks(), deal), share -> Done.of(share, work));
    passedOver.clear();
    IntStream.range(0, pool.size())
        .filter(seat -> !shares.get(seat).isEmpty())
        .forEach(passedOver::add);
    Collected<Done<R>> back =
        RoundCollector.collect(job, deal, Done::executorId, roster, Limit.STRAGGLERS);
    late.accept(back.late());
    back.arrivals().stream()
        .map(Arrival::result)
        .sorted(Comparator.comparing(done -> done.unreadable() != null))
        .forEach(done -> take(done, round));
  }

  private void take(Done<R> done, int round) {
    int seat = seats.get(done.executorId());
    if (done.unreadable() != null) {
      blind.add(seat);
      LOG.error(
          "executor {} gets no more work: it cannot read its data: {}",
          done.executorId(),
          done.unreadable().problem());
      opinion.ask(done.executorId(), done.unreadable(), others());
      return;
    }
    ledger.book(seat, round, done.blocks());
    passedOver.remove(seat);
    readers.add(seat);
    results.add(done.result());
  }

  /** Who may be able to read what another cannot, those first that have read something. */
  private List<Member> others() {
    return IntStream.range(0, pool.size())
        .filter(this::able)
        .boxed()
        .sorted(Comparator.comparing(seat -> !readers.contains(seat)))
        .map(seat -> pool.get(seat).member())
        .toList();
  }

  private boolean able(int seat) {
    PoolWorker worker = pool.get(seat);
    return worker.fits()
        && !worker.expelled()
        && !blind.contains(seat)
        && roster.has(worker.member().executorId());
  }

  private boolean busy(int seat) {
    return roster.busy(pool.get(seat).member().executorId());
  }

  /** Who still ends a trial or a share that nobody waits for would work on the same network. */
  private void awaitFree() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end
        && IntStream.range(0, pool.size()).anyMatch(seat -> able(seat) && busy(seat))) {
      try {
        TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** The rest of the blocks by speed, to whoever is here, is free, and was not passed over. */
  private List<Integer> quotas(int blocks) {
    List<WorkerSpeed> speeds =
        speeds(seat -> able(seat) && !busy(seat) && !passedOver.contains(seat));
    if (none(speeds)) {
      speeds = speeds(this::able);
    }
    if (none(speeds)) {
      throw new NoExecutorException("all " + pool.size() + " executors are lost");
    }
    return new SimultaneousFinishPlanner().plan(speeds, blocks).units();
  }

  private static boolean none(List<WorkerSpeed> speeds) {
    return speeds.stream().noneMatch(speed -> speed.unitsPerSecond() > 0);
  }

  private List<WorkerSpeed> speeds(IntPredicate takesPart) {
    return IntStream.range(0, pool.size())
        .mapToObj(
            seat ->
                WorkerSpeed.of(
                    pool.get(seat).member().executorId(),
                    takesPart.test(seat) ? pool.get(seat).observed().examplesPerSecond() : 0))
        .toList();
  }
}
