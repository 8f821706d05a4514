package org.paceline.plan;

import java.util.List;

/** Deals a number of equal units of work to workers. Implementations are stateless. */
@FunctionalInterface
public interface QuotaPlanner {

  /**
   * Plans one round.
   *
   * @param workers the workers; equal arguments give equal plans
   * @param units the units to deal, at least 0
   * @return quotas that add up to {@code units}, none above its worker's cap
   * @throws IllegalArgumentException if the workers together cannot take the units
   */
  Quotas plan(List<WorkerSpeed> workers, int units);
}
