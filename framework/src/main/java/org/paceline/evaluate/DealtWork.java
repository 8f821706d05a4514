package org.paceline.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.feed.BlockSource;
import org.paceline.ledger.Ledger;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.RoundCollector;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;
import org.paceline.partition.UnreadableException;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.PoolWorker;
import org.paceline.pool.UnreadableBlocks;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on every block of a data set once, dealt by speed: what evaluation and prediction share. */
final class DealtWork {

  private static final Logger LOG = LoggerFactory.getLogger(DealtWork.class);
  private static final int MOST_ROUNDS = 20;
  private static final Duration UNLIMITED = Duration.ofDays(365);

  private DealtWork() {}

  /**
   * What a task did: its result on all blocks of its share, or the block that it could not read.
   */
  private record Done<R>(String executorId, List<Integer> blocks, R result, int bad, String problem)
      implements java.io.Serializable {

    static <T, R> Done<R> of(Share<T> share, TimedJob.Task<T, R> task) {
      List<Integer> blocks = List.copyOf(share.blocks());
      try {
        return new Done<>(share.executorId(), blocks, task.run(share), 0, null);
      } catch (UnreadableException e) {
        return new Done<>(share.executorId(), blocks, null, e.block(), e.getMessage());
      }
    }
  }

  /** Deals all blocks, and again what was not worked on, until none is left. */
  static <T, R> List<R> run(
      JavaSparkContext context,
      BlockSource<T> source,
      List<PoolWorker> pool,
      TimedJob.Task<T, R> task) {
    Roster roster = Roster.of(context.sc());
    Ledger ledger = new Ledger(source.count(), 0);
    ledger.startEpoch(1);
    Set<Integer> passedOver = new HashSet<>();
    Set<Integer> blind = new HashSet<>();
    UnreadableBlocks unreadable = new UnreadableBlocks();
    List<R> results = new ArrayList<>();
    for (int round = 0; ledger.remaining() > 0; round++) {
      if (round == MOST_ROUNDS) {
        throw new IllegalStateException(
            ledger.remaining() + " blocks came back from no executor in " + round + " rounds");
      }
      List<List<Integer>> shares =
          ledger.deal(quotas(ledger.remaining(), pool, roster, passedOver, blind));
      Deal deal = new Deal(pool.stream().map(PoolWorker::member).toList(), shares).withoutIdle();
      TimedJob<Done<R>> job =
          TimedJob.start(new DealtRDD<>(source.blocks(), deal), share -> Done.of(share, task));
      passedOver.clear();
      IntStream.range(0, pool.size())
          .filter(i -> !shares.get(i).isEmpty())
          .forEach(passedOver::add);
      for (Arrival<Done<R>> arrival :
          RoundCollector.collect(job, deal, Done::executorId, roster, UNLIMITED).arrivals()) {
        int seat = seatOf(arrival.result(), pool);
        if (arrival.result().problem() != null) {
          blind.add(seat);
          note(arrival.result(), unreadable, blind.size() < pool.size());
          continue;
        }
        ledger.book(seat, round, arrival.result().blocks());
        passedOver.remove(seat);
        results.add(arrival.result().result());
      }
    }
    return results;
  }

  private static void note(Done<?> failed, UnreadableBlocks unreadable, boolean others) {
    LOG.error(
        "executor {} gets no more work: it cannot read its data: {}",
        failed.executorId(),
        failed.problem());
    unreadable.note(failed.executorId(), failed.bad(), failed.problem(), others);
  }

  private static <R> int seatOf(Done<R> done, List<PoolWorker> pool) {
    return IntStream.range(0, pool.size())
        .filter(i -> pool.get(i).member().executorId().equals(done.executorId()))
        .findFirst()
        .orElseThrow();
  }

  /** The rest of the blocks by speed, to whoever is here, is free, and was not passed over. */
  private static List<Integer> quotas(
      int blocks,
      List<PoolWorker> pool,
      Roster roster,
      Set<Integer> passedOver,
      Set<Integer> blind) {
    IntPredicate able = seat -> !blind.contains(seat);
    List<WorkerSpeed> speeds = speeds(pool, able.and(seat -> !passedOver.contains(seat)), roster);
    if (none(speeds)) {
      speeds = speeds(pool, able, roster);
    }
    if (none(speeds)) {
      throw new NoExecutorException("all " + pool.size() + " executors are lost");
    }
    return new SimultaneousFinishPlanner().plan(speeds, blocks).units();
  }

  private static boolean none(List<WorkerSpeed> speeds) {
    return speeds.stream().noneMatch(speed -> speed.unitsPerSecond() > 0);
  }

  private static List<WorkerSpeed> speeds(
      List<PoolWorker> pool, IntPredicate wanted, Roster roster) {
    return IntStream.range(0, pool.size())
        .mapToObj(
            seat -> {
              PoolWorker worker = pool.get(seat);
              String executor = worker.member().executorId();
              boolean takesPart = worker.fits() && wanted.test(seat) && roster.has(executor);
              return WorkerSpeed.of(
                  executor, takesPart ? worker.observed().examplesPerSecond() : 0);
            })
        .toList();
  }
}
