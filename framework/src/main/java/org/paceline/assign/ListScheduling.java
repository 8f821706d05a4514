package org.paceline.assign;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Places one task after the other: of those whose predecessors are placed the one of the highest
 * rank, on the machine that a choice says, as early as it fits there.
 *
 * <p>R. L. Graham, Bounds on multiprocessing timing anomalies, SIAM J. Appl. Math. 17 (1969); gaps
 * are filled as in the serial schedule generation scheme of Kolisch and Hartmann (1999).
 */
final class ListScheduling {

  private final Instance instance;
  private final double[] ranks;
  private final MachineChoice choice;

  /** Takes a rank a task, the highest first, and the choice of machines. */
  ListScheduling(Instance instance, double[] ranks, MachineChoice choice) {
    this.instance = instance;
    this.ranks = ranks;
    this.choice = choice;
  }

  /** A plan; without the tasks that found no machine, and those that wait for them. */
  Assignment plan() {
    return build().build();
  }

  ScheduleBuilder build() {
    ScheduleBuilder plan = new ScheduleBuilder(instance);
    PriorityQueue<Integer> ready =
        new PriorityQueue<>(
            Comparator.comparingDouble((Integer i) -> -ranks[i]).thenComparing(i -> i));
    int[] waits = new int[instance.tasks()];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = instance.graph().before(i).length;
      if (waits[i] == 0) {
        ready.add(i);
      }
    }
    while (!ready.isEmpty()) {
      int task = ready.remove();
      if (placeAll(plan, task)) {
        for (int next : instance.graph().next(task)) {
          if (--waits[next] == 0) {
            ready.add(next);
          }
        }
      }
    }
    return plan;
  }

  /** All open copies of a task, or none where there are too few machines. */
  private boolean placeAll(ScheduleBuilder plan, int task) {
    int open = plan.open(task);
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

  private int machines(ScheduleBuilder plan, int task) {
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
