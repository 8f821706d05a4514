package org.paceline.assign;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Orders of tasks: the higher a rank, the sooner a task is placed. */
final class Ranks {

  private Ranks() {}

  static double[] of(Instance instance, IntToDoubleFunction rank) {
    double[] ranks = new double[instance.tasks()];
    Arrays.setAll(ranks, rank);
    return ranks;
  }

  /** As given. */
  static double[] fileOrder(Instance instance) {
    return of(instance, i -> -i);
  }

  /** The mean of its seconds over the machines that it can go to. */
  static double meanSeconds(Instance instance, int task) {
    double sum = 0;
    int machines = 0;
    for (int j = 0; j < instance.machines(); j++) {
      if (instance.allowed(task, j)) {
        sum += instance.seconds(task, j);
        machines++;
      }
    }
    return machines == 0 ? 0 : sum / machines;
  }

  /**
   * The upward rank: a task's mean seconds, and the longest way from its end to the end of all, by
   * mean seconds and mean transfers.
   *
   * <p>Topcuoglu, Hariri, Wu, Performance-effective and low-complexity task scheduling for
   * heterogeneous computing, IEEE TPDS 13 (2002), equation 6.
   */
  static double[] upward(Instance instance) {
    double[] ranks = new double[instance.tasks()];
    int[] order = instance.graph().order();
    for (int k = order.length - 1; k >= 0; k--) {
      int task = order[k];
      ranks[task] += meanSeconds(instance, task);
      int[] before = instance.graph().before(task);
      for (int p = 0; p < before.length; p++) {
        double way = ranks[task] + instance.graph().transfers(task)[p];
        ranks[before[p]] = Math.max(ranks[before[p]], way);
      }
    }
    return ranks;
  }
}
