package org.paceline.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtJob;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.TimedJob;
import org.paceline.plan.Quotas;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
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
    List<R> results = new ArrayList<>();
    for (int round = 0; ledger.remaining() > 0; round++) {
      if (round == MOST_ROUNDS) {
        throw new IllegalStateException(
            ledger.remaining() + " blocks came back from no executor in " + round + " rounds");
      }
      Deal deal = deal(ledger, pool, roster).withoutIdle();
      TimedJob<Done<R>> job =
          TimedJob.start(
              new DealtRDD<>(source.blocks(), deal),
              share ->
                  new Done<>(share.executorId(), List.copyOf(share.blocks()), task.run(share)));
      for (Arrival<Done<R>> arrival :
          DealtJob.collect(job, deal, Done::executorId, roster::has, UNLIMITED).arrivals()) {
        ledger.book(seatOf(arrival.result(), pool), round, arrival.result().blocks());
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

  /** The rest of the blocks, to whoever is still here. */
  private static Deal deal(Ledger ledger, List<PoolWorker> pool, Roster roster) {
    List<WorkerSpeed> speeds =
        pool.stream()
            .map(
                w ->
                    WorkerSpeed.of(
                        w.member().executorId(),
                        roster.has(w.member().executorId()) ? w.observed().examplesPerSecond() : 0))
            .toList();
    if (speeds.stream().noneMatch(speed -> speed.unitsPerSecond() > 0)) {
      throw new NoExecutorException("all " + pool.size() + " executors are lost");
    }
    Quotas quotas = new SimultaneousFinishPlanner().plan(speeds, ledger.remaining());
    return new Deal(pool.stream().map(PoolWorker::member).toList(), ledger.deal(quotas.units()));
  }
}
