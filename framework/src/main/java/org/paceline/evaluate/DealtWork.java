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
import org.paceline.partition.TimedJob;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.PoolWorker;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;

/** Work on every block of a data set once, dealt by speed: what evaluation and prediction share. */
final class DealtWork {

  private static final int MOST_ROUNDS = 20;
  private static final Duration UNLIMITED = Duration.ofDays(365);

  private DealtWork() {}

  /** What a task did: the blocks it worked on and its result. */
  record Done<R>(String executorId, List<Integer> blocks, R result)
      implements java.io.Serializable {}

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
    List<R> results = new ArrayList<>();
    for (int round = 0; ledger.remaining() > 0; round++) {
      if (round == MOST_ROUNDS) {
        throw new IllegalStateException(
            ledger.remaining() + " blocks came back from no executor in " + round + " rounds");
      }
      List<List<Integer>> shares =
          ledger.deal(quotas(ledger.remaining(), pool, roster, passedOver));
      Deal deal = new Deal(pool.stream().map(PoolWorker::member).toList(), shares).withoutIdle();
      TimedJob<Done<R>> job =
          TimedJob.start(
              new DealtRDD<>(source.blocks(), deal),
              share ->
                  new Done<>(share.executorId(), List.copyOf(share.blocks()), task.run(share)));
      passedOver.clear();
      IntStream.range(0, pool.size())
          .filter(i -> !shares.get(i).isEmpty())
          .forEach(passedOver::add);
      for (Arrival<Done<R>> arrival :
          RoundCollector.collect(job, deal, Done::executorId, roster::has, UNLIMITED).arrivals()) {
        int seat = seatOf(arrival.result(), pool);
        ledger.book(seat, round, arrival.result().blocks());
        passedOver.remove(seat);
        results.add(arrival.result().result());
      }
    }
    return results;
  }

  private static <R> int seatOf(Done<R> done, List<PoolWorker> pool) {
    return IntStream.range(0, pool.size())
        .filter(i -> pool.get(i).member().executorId().equals(done.executorId()))
        .findFirst()
        .orElseThrow();
  }

  /** The rest of the blocks by speed, to whoever is here, is free, and was not passed over. */
  private static List<Integer> quotas(
      int blocks, List<PoolWorker> pool, Roster roster, Set<Integer> passedOver) {
    List<WorkerSpeed> speeds = speeds(pool, seat -> !passedOver.contains(seat), roster);
    if (none(speeds)) {
      speeds = speeds(pool, seat -> true, roster);
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
