package org.paceline.assign;

import java.util.Arrays;

/** Makes a plan better by sending one task after the other elsewhere, until that helps no more. */
final class Shifts {

  private final Instance instance;
  private final Budget budget;
  private final BestSoFar best;
  private final int[] machines;

  private Shifts(Instance instance, Budget budget, BestSoFar best) {
    this.instance = instance;
    this.budget = budget;
    this.best = best;
    this.machines = new int[instance.tasks()];
    Arrays.fill(machines, Preferences.NONE);
    for (int i = 0; i < machines.length; i++) {
      String id = instance.task(i).id();
      int task = i;
      best.plan().placements().stream()
          .filter(placed -> placed.task().equals(id))
          .forEach(placed -> machines[task] = instance.machineNumber(placed.machine()));
    }
  }

  /** Takes better plans; of a task with several copies one is sent elsewhere at a time. */
  static void improve(Instance instance, Budget budget, BestSoFar best) {
    Shifts shifts = new Shifts(instance, budget, best);
    boolean better = true;
    while (better && !budget.over() && !best.perfect()) {
      better = false;
      for (int i = 0; i < instance.tasks(); i++) {
        better |= shifts.shift(i);
      }
    }
  }

  private boolean shift(int task) {
    boolean better = false;
    int home = machines[task];
    for (int j = 0; j < instance.machines() && !budget.over(); j++) {
      if (j != machines[task] && instance.allowed(task, j)) {
        machines[task] = j;
        if (best.take(plan())) {
          home = j;
          better = true;
        }
        machines[task] = home;
      }
    }
    return better;
  }

  private ScheduleBuilder plan() {
    return new ListScheduling(
            instance, Ranks.fileOrder(instance), new Preferences(instance, machines))
        .build();
  }
}
