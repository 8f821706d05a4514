package org.paceline.plan;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Deals units so that all workers finish at the same moment, as nearly as whole units allow: it
 * minimises the latest finish {@code max (c + q/v)}, exactly.
 *
 * <p>Next unit to the worker that would be done with it first. That greedy rule is exact for this
 * objective: of all units that could be done, it takes those with the earliest finish.
 */
// Dealing unit by unit is O(units · log n). All units that finish by a time T are dealt by the rule
// before any later one, so a bisection finds a late T by which at most `units` are done, and only
// the rest goes through the heap: O(n log n) for any number of units. Tried in docs/decisions.md
// against water-filling of the continuous solution, which needs up to n passes when caps bind.
public final class SimultaneousFinishPlanner implements QuotaPlanner {

  private static final int BISECTIONS = 64;

  @Override
  public Quotas plan(List<WorkerSpeed> workers, int units) {
    Capacity.check(workers, units);
    int[] quota = doneBy(latestWithin(workers, units), workers);
    dealOneByOne(workers, quota, units - sum(quota));
    return Quotas.of(workers, quota);
  }

  private static double latestWithin(List<WorkerSpeed> workers, int units) {
    double early = 0;
    double late = 1;
    while (count(late, workers) < units) {
      early = late;
      late *= 2;
    }
    for (int i = 0; i < BISECTIONS && count(early, workers) < units; i++) {
      double middle = (early + late) / 2;
      if (count(middle, workers) <= units) {
        early = middle;
      } else {
        late = middle;
      }
    }
    return early;
  }

  private static long count(double time, List<WorkerSpeed> workers) {
    long done = 0;
    for (WorkerSpeed worker : workers) {
      done += doneBy(time, worker);
    }
    return done;
  }

  private static int[] doneBy(double time, List<WorkerSpeed> workers) {
    return workers.stream().mapToInt(worker -> doneBy(time, worker)).toArray();
  }

  private static int doneBy(double time, WorkerSpeed worker) {
    double units = Math.floor(worker.unitsPerSecond() * (time - worker.fixedSeconds()));
    return (int) Math.max(0, Math.min(worker.cap(), units));
  }

  private static void dealOneByOne(List<WorkerSpeed> workers, int[] quota, int rest) {
    if (rest == 0) {
      return;
    }
    PriorityQueue<Next> queue =
        new PriorityQueue<>(
            workers.size(),
            Comparator.comparingDouble(Next::finish).thenComparingInt(Next::worker));
    for (int i = 0; i < quota.length; i++) {
      offer(queue, workers, quota, i);
    }
    for (; rest > 0; rest--) {
      int worker = queue.remove().worker();
      quota[worker]++;
      offer(queue, workers, quota, worker);
    }
  }

  private static void offer(
      PriorityQueue<Next> queue, List<WorkerSpeed> workers, int[] quota, int i) {
    WorkerSpeed worker = workers.get(i);
    if (worker.unitsPerSecond() > 0 && quota[i] < worker.cap()) {
      queue.add(new Next(i, worker.finishSeconds(quota[i] + 1L)));
    }
  }

  private static int sum(int[] quota) {
    int sum = 0;
    for (int units : quota) {
      sum += units;
    }
    return sum;
  }

  private record Next(int worker, double finish) {}
}
