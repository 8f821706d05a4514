package org.paceline.train;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.paceline.feed.BlockSource;
import org.paceline.ledger.Ledger;
import org.paceline.partition.Deal;
import org.paceline.partition.DealtRDD;
import org.paceline.partition.RoundCollector;
import org.paceline.partition.Share;
import org.paceline.partition.TimedJob;
import org.paceline.plan.Quotas;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.Pool;
import org.paceline.roster.NoExecutorException;

/**
 * Has every executor read and cache the blocks that it is expected to train, so that bad data is
 * found now and the first epoch is not slower than the others.
 */
record Loading<T>(BlockSource<T> source, TrainingOptions options, Predicate<String> alive) {

  private static final Duration UNLIMITED = Duration.ofDays(365);

  /** The blocks that an executor has read. */
  private record Loaded(String executorId, List<Integer> blocks) implements Serializable {
    Loaded(Share<?> share) {
      this(share.executorId(), List.copyOf(share.blocks()));
    }
  }

  /**
   * Loads what the ledger says is cached at each seat, or else in the ratio of the first round,
   * which has so many blocks.
   */
  void load(Pool pool, Ledger ledger, int first) {
    List<List<Integer>> shares = ledger.settled(pool.size());
    if (shares.stream().allMatch(List::isEmpty)) {
      Ledger fresh = new Ledger(source.count(), options.seed());
      fresh.startEpoch(0);
      shares = fresh.deal(asInFirstRound(pool, first));
    }
    Deal deal = new Deal(pool.members(), shares).withoutIdle();
    TimedJob<Loaded> job =
        TimedJob.start(new DealtRDD<>(source.blocks(), deal), share -> new Loaded(share));
    RoundCollector.collect(job, deal, Loaded::executorId, alive, UNLIMITED)
        .arrivals()
        .forEach(a -> ledger.settle(pool.seatOf(a.result().executorId()), a.result().blocks()));
  }

  private static void checkRoom(int round, long room) {
    if (room < round) {
      throw new NoExecutorException(
          ("a round of %d batches does not fit: where each share is one step, the memory of the"
                  + " executors is enough for %d; give fewer --round-batches or a smaller --batch-size")
              .formatted(round, room));
    }
  }

  /** All blocks in the ratio of the first round, which a repeated plan knows to the block. */
  private List<Integer> asInFirstRound(Pool pool, int first) {
    List<Integer> all = pool.ready(executor -> false);
    checkRoom(first, pool.room(all));
    Quotas quotas = options.split().planner(0).plan(pool.speeds(all, source.blockSize()), first);
    List<Double> ratio = quotas.units().stream().map(Integer::doubleValue).toList();
    // What is read before training is kept by Spark: no step's memory caps it.
    List<WorkerSpeed> uncapped =
        quotas.workers().stream().map(w -> WorkerSpeed.of(w.id(), w.unitsPerSecond())).toList();
    return new RatioPlanner(ratio).plan(uncapped, source.count()).units();
  }
}
