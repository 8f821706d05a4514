package org.paceline.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.paceline.plan.Quotas;
import org.paceline.plan.RatioPlanner;
import org.paceline.plan.WorkerSpeed;
import org.paceline.pool.Pool;
import org.paceline.pool.SecondOpinion;
import org.paceline.roster.Attendance;
import org.paceline.roster.NoExecutorException;

/**
 * Has every executor read and cache the blocks that it is expected to train, so that bad data is
 * found now and the first epoch is not slower than the others.
 */
record Loading<T>(
    BlockSource<T> source,
    TrainingOptions options,
    Attendance executors,
    SecondOpinion opinion,
    Consumer<List<String>> late) {

  /** The blocks that an executor has read, and the one that it could not. */
  private record Loaded(String executorId, List<Integer> blocks, Unreadable unreadable)
      implements Serializable {

    static Loaded of(Share<?> share) {
      int read = 0;
      try {
        for (; read < share.blocks().size(); read++) {
          share.elements(read, read + 1);
        }
        return new Loaded(share.executorId(), List.copyOf(share.blocks()), null);
      } catch (UnreadableException e) {
        List<Integer> before = List.copyOf(share.blocks().subList(0, read));
        return new Loaded(share.executorId(), before, e.unreadable());
      }
    }
  }

  /**
   * Loads what the ledger says is cached at each seat, or else in the ratio of the first round,
   * which has so many blocks; nothing of a source that is too large for memory.
   *
   * @throws org.paceline.data.DataException if two executors cannot read a block, or none is left
   */
  void load(Pool pool, Ledger ledger, int first) {
    if (!source.inMemory()) {
      checkRoom(first, pool.room(pool.ready(executor -> false)));
      return;
    }
    List<List<Integer>> shares = ledger.settled(pool.size());
    if (shares.stream().allMatch(List::isEmpty)) {
      Ledger fresh = new Ledger(source.count(), options.seed());
      fresh.startEpoch(0);
      shares = fresh.deal(asInFirstRound(pool, first));
    }
    while (shares.stream().anyMatch(share -> !share.isEmpty())) {
      shares = load(pool, ledger, shares);
    }
  }

  /** Loads shares; what an executor could not read is dealt to the others. */
  private List<List<Integer>> load(Pool pool, Ledger ledger, List<List<Integer>> shares) {
    Deal deal = new Deal(pool.members(), shares).withoutIdle();
    TimedJob<Loaded> job = TimedJob.start(new DealtRDD<>(source.blocks(), deal), Loaded::of);
    List<Integer> left = new ArrayList<>();
    Collected<Loaded> back =
        RoundCollector.collect(job, deal, Loaded::executorId, executors, Limit.STRAGGLERS);
    late.accept(back.late());
    List<Loaded> all = back.arrivals().stream().map(Arrival::result).toList();
    for (Loaded loaded : all) {
      int seat = pool.seatOf(loaded.executorId());
      ledger.settle(seat, loaded.blocks());
      if (loaded.unreadable() != null) {
        ledger.vacate(seat);
        left.addAll(shares.get(seat));
        opinion.expel(pool, seat, loaded.unreadable(), able(all));
      }
    }
    return evenly(left, pool, back.late());
  }

  private static Set<String> able(List<Loaded> all) {
    return all.stream()
        .filter(loaded -> loaded.unreadable() == null)
        .map(Loaded::executorId)
        .collect(Collectors.toSet());
  }

  /** Those that hang would be waited for again; but for them there may be nobody. */
  private static List<List<Integer>> evenly(List<Integer> blocks, Pool pool, List<String> late) {
    List<List<Integer>> shares = new ArrayList<>();
    IntStream.range(0, pool.size()).forEach(seat -> shares.add(new ArrayList<>()));
    List<Integer> free = pool.ready(late::contains);
    List<Integer> ready = free.isEmpty() ? pool.ready(executor -> false) : free;
    for (int i = 0; i < blocks.size(); i++) {
      shares.get(ready.get(i % ready.size())).add(blocks.get(i));
    }
    return shares;
  }

  private static void checkRoom(int round, long room) {
    if (room < round) {
      throw new NoExecutorException(
          ("a round of %s batches does not fit: where each share is one step, the memory of the"
                  + " executors is enough for %s; give fewer --round-batches or a smaller --batch-size")
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
