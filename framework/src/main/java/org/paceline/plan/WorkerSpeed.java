package org.paceline.plan;

/**
 * What a planner knows of one worker: {@code q} units take it {@code fixedSeconds + q /
 * unitsPerSecond}.
 *
 * @param id its name, unique in a plan
 * @param unitsPerSecond units of work a second, at least 0; a worker of speed 0 gets nothing
 * @param fixedSeconds cost of a round whatever its share, in seconds, at least 0
 * @param cap the most units it can take, at least 0
 */
public record WorkerSpeed(String id, double unitsPerSecond, double fixedSeconds, int cap) {

  /** A cap that never binds. */
  public static final int NO_CAP = Integer.MAX_VALUE;

  /** Checks the ranges given above. */
  public WorkerSpeed {
    if (!(unitsPerSecond >= 0) || Double.isInfinite(unitsPerSecond)) {
      throw new IllegalArgumentException(
          "the speed of worker %s must be at least 0 and finite, not %s"
              .formatted(id, unitsPerSecond));
    }
    if (!(fixedSeconds >= 0) || Double.isInfinite(fixedSeconds)) {
      throw new IllegalArgumentException(
          "the fixed cost of worker %s must be at least 0 and finite, not %s"
              .formatted(id, fixedSeconds));
    }
    if (cap < 0) {
      throw new IllegalArgumentException(
          "the cap of worker %s must be at least 0, not %s".formatted(id, cap));
    }
  }

  /**
   * A worker without fixed cost and cap.
   *
   * @param id its name
   * @param unitsPerSecond its speed
   * @return the worker
   */
  public static WorkerSpeed of(String id, double unitsPerSecond) {
    return new WorkerSpeed(id, unitsPerSecond, 0, NO_CAP);
  }

  /**
   * When the worker is done with a share.
   *
   * @param units its share
   * @return seconds after the round's start; 0 for no units, since it then takes no part
   */
  public double finishSeconds(long units) {
    return units == 0 ? 0 : fixedSeconds + units / unitsPerSecond;
  }
}
