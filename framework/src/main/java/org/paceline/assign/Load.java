package org.paceline.assign;

/** How much of a machine a task takes. */
final class Load {

  private Load() {}

  /** The largest part of a machine's resources that a task holds, from 0 to 1. */
  static double part(Instance instance, int task, int machine) {
    double largest = 0;
    for (int r = 0; r < instance.resources(); r++) {
      if (instance.demand(task, machine)[r] > 0) {
        largest =
            Math.max(largest, instance.demand(task, machine)[r] / instance.capacity(machine)[r]);
      }
    }
    return largest;
  }

  /** How much a task loads a machine: its part for its seconds, or for good. */
  static double of(Instance instance, int task, int machine) {
    double part = part(instance, task, machine);
    return instance.problem().holding() == Holding.WHOLE_PLAN
        ? part
        : part * instance.seconds(task, machine);
  }
}
