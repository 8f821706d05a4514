package org.paceline.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Deals units in a given ratio, such as 4:2:1, whatever the workers' speeds.
 *
 * <p>A worker of speed 0 is not there: the others share its part in their own ratio, or equally if
 * none of them has a part.
 */
public final class RatioPlanner implements QuotaPlanner {

  private final List<Double> ratio;
  private final QuotaPlanner planner = new SimultaneousFinishPlanner();

  /**
   * Takes the ratio.
   *
   * @param ratio one part a worker, at least 0, not all 0
   */
  public RatioPlanner(List<Double> ratio) {
    if (ratio.stream().anyMatch(part -> !(part >= 0) || part.isInfinite())
        || ratio.stream().noneMatch(part -> part > 0)) {
      throw new IllegalArgumentException(
          "the parts of a ratio must be at least 0 and not all 0, not " + ratio);
    }
    this.ratio = List.copyOf(ratio);
  }

  @Override
  public Quotas plan(List<WorkerSpeed> workers, int units) {
    if (workers.size() != ratio.size()) {
      throw new IllegalArgumentException(
          "the ratio %s has %s parts, but there are %s workers"
              .formatted(ratio, ratio.size(), workers.size()));
    }
    boolean anyPart =
        IntStream.range(0, ratio.size())
            .anyMatch(i -> ratio.get(i) > 0 && workers.get(i).unitsPerSecond() > 0);
    if (!anyPart) {
      return new EqualPlanner().plan(workers, units);
    }
    List<WorkerSpeed> weighted =
        IntStream.range(0, ratio.size())
            .mapToObj(i -> weighted(workers.get(i), part(workers.get(i), i)))
            .toList();
    return new Quotas(workers, planner.plan(weighted, units).units());
  }

  private static WorkerSpeed weighted(WorkerSpeed worker, double part) {
    return new WorkerSpeed(worker.id(), part, 0, worker.cap());
  }

  private double part(WorkerSpeed worker, int position) {
    return worker.unitsPerSecond() > 0 ? ratio.get(position) : 0;
  }
}
