package org.paceline.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan for one round: how many units each worker gets, and when each is expected to finish.
 *
 * @param workers the workers, in the caller's order
 * @param units units of each worker, in the same order
 */
public record Quotas(List<WorkerSpeed> workers, List<Integer> units) {

  /** Checks that each worker has a share within its cap. */
  public Quotas {
    workers = List.copyOf(workers);
    units = List.copyOf(units);
    if (workers.size() != units.size()) {
      throw new IllegalArgumentException(
          "a plan needs one quota a worker, not %s quotas for %s workers"
              .formatted(units.size(), workers.size()));
    }
  }

  static Quotas of(List<WorkerSpeed> workers, int[] units) {
    return new Quotas(workers, IntStream.of(units).boxed().toList());
  }

  /**
   * The units of one worker.
   *
   * @param worker its position
   * @return its quota
   */
  public int of(int worker) {
    return units.get(worker);
  }

  /**
   * All units together.
   *
   * @return their sum
   */
  public int total() {
    return units.stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * When a worker is expected to finish.
   *
   * @param worker its position
   * @return seconds after the round's start
   */
  public double finishSeconds(int worker) {
    return workers.get(worker).finishSeconds(units.get(worker));
  }

  /**
   * When the last worker is expected to finish.
   *
   * @return the length of the round in seconds
   */
  public double seconds() {
    return IntStream.range(0, workers.size()).mapToDouble(this::finishSeconds).max().orElse(0);
  }

  /**
   * The bound that no division of the work can beat: all units at the sum of the speeds.
   *
   * @return {@code total / Σ v} in seconds
   */
  public double boundSeconds() {
    return total() / workers.stream().mapToDouble(WorkerSpeed::unitsPerSecond).sum();
  }

  /**
   * The efficiency that this plan promises.
   *
   * @return η = bound ÷ expected length, at most 1
   */
  public double efficiency() {
    return boundSeconds() / seconds();
  }
}
