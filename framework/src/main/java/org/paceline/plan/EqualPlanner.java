package org.paceline.plan;

import java.util.List;

/**
 * Deals every worker the same number of units, whatever its speed: what an ordinary framework does,
 * and the baseline that the simultaneous finish is compared with.
 */
public final class EqualPlanner implements QuotaPlanner {

  private final QuotaPlanner planner = new SimultaneousFinishPlanner();

  @Override
  public Quotas plan(List<WorkerSpeed> workers, int units) {
    List<WorkerSpeed> alike =
        workers.stream()
            .map(w -> new WorkerSpeed(w.id(), w.unitsPerSecond() > 0 ? 1 : 0, 0, w.cap()))
            .toList();
    return new Quotas(workers, planner.plan(alike, units).units());
  }
}
