package org.paceline.plan;

import java.util.List;

/** The rule that workers must be able to take what is dealt. */
final class Capacity {

  private Capacity() {}

  static void check(List<WorkerSpeed> workers, int units) {
    if (units < 0) {
      throw new IllegalArgumentException("units must be at least 0, not " + units);
    }
    long most =
        workers.stream()
            .filter(worker -> worker.unitsPerSecond() > 0)
            .mapToLong(WorkerSpeed::cap)
            .sum();
    if (most < units) {
      throw new IllegalArgumentException(
          "%s units are to be dealt, but the %s workers can take %s only"
              .formatted(units, workers.size(), most));
    }
  }
}
