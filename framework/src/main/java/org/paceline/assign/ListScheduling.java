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
  private final Placing placing;

  /** Takes a rank a task, the highest first, and the choice of machines. */
  ListScheduling(Instance instance, double[] ranks, MachineChoice choice) {
    this.instance = instance;
    this.ranks = ranks;
    this.placing = new Placing(instance, choice);
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
    ReadyTasks tasks = new ReadyTasks(instance, plan, ready);
    while (!ready.isEmpty()) {
      int task = ready.remove();
      if (placing.all(plan, task)) {
        tasks.placed(task);
      }
    }
    return plan;
  }
}
