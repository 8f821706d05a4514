package org.paceline.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.TimedJob;
import org.paceline.plan.Quotas;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.roster.Member;

/** Work on every block of a data set once, dealt by speed: what evaluation and prediction share. */
final class DealtWork {

  private static final int MOST_ROUNDS = 20;

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
    Ledger ledger = new Ledger(source.count(), 0);
    ledger.startEpoch(0);
    List<Member> members = pool.stream().map(PoolWorker::member).toList();
    List<WorkerSpeed> speeds =
        pool.stream()
            .map(w -> WorkerSpeed.of(w.member().executorId(), w.observed().examplesPerSecond()))
            .toList();
    List<R> results = new ArrayList<>();
    for (int round = 0; ledger.remaining() > 0; round++) {
      if (round == MOST_ROUNDS) {
        throw new IllegalStateException(
            ledger.remaining() + " blocks came back from no executor in " + round + " rounds");
      }
      Quotas quotas = new SimultaneousFinishPlanner().plan(speeds, ledger.remaining());
      DealtRDD<T> dealt =
          new DealtRDD<>(source.blocks(), ledger.deal(members, quotas).withoutIdle());
      TimedJob.run(dealt, share -> new Done<>(share.executorId(), share.blocks(), task.run(share)))
          .forEach(
              arrival -> {
                ledger.book(arrival.result().executorId(), arrival.result().blocks());
                results.add(arrival.result().result());
              });
    }
    return results;
  }
}
