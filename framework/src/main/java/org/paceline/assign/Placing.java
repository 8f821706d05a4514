package org.paceline.assign;

/** Puts all copies of a task on the machines that a choice says, each as early as it fits there. */
record Placing(Instance instance, MachineChoice choice) {

  /** All open copies of a ready task, or none: too few machines, or better without. */
  boolean all(ScheduleBuilder plan, int task) {
    int open = plan.open(task);
    if (burden(task)) {
      return false;
    }
    if (open > 1 && machines(plan, task) < open) {
      return false;
    }
    for (int copy = 0; copy < open; copy++) {
      int machine = best(plan, task);
      if (machine < 0) {
        return false;
      }
      plan.place(task, machine);
      choice.chosen(machine);
    }
    return true;
  }

  /** Whether it may be left out, nothing is after it, and it is worth less than nothing. */
  private boolean burden(int task) {
    if (instance.required(task) || instance.graph().next(task).length > 0) {
      return false;
    }
    for (int j = 0; j < instance.machines(); j++) {
      if (instance.allowed(task, j) && instance.value(task, j) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** How many machines can take a copy of a ready task. */
  int machines(ScheduleBuilder plan, int task) {
    int possible = 0;
    for (int j = 0; j < instance.machines(); j++) {
      possible += Double.isNaN(plan.earliestStart(task, j)) ? 0 : 1;
    }
    return possible;
  }

  private int best(ScheduleBuilder plan, int task) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < instance.machines(); j++) {
      if (!Double.isNaN(plan.earliestStart(task, j))) {
        double badness = choice.badness(plan, task, j);
        if (best < 0 || badness < least) {
          best = j;
          least = badness;
        }
      }
    }
    return best;
  }
}
