package org.paceline.assign;

import java.util.ArrayList;
import java.util.List;

/** Problems of papers and documents. */
final class Examples {

  private Examples() {}

  /** Priorities 5, 3, 2, 4, 1 and demands 8, 7, 6, 6, 5 on capacities 10, 8, 6: not all fit. */
  static AssignmentProblem fiveTasks() {
    double[] priorities = {5, 3, 2, 4, 1};
    double[] demands = {8, 7, 6, 6, 5};
    double[] capacities = {10, 8, 6};
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < priorities.length; i++) {
      tasks.add(
          Task.named("t" + (i + 1))
              .withPriority(priorities[i])
              .withWork(demands[i])
              .withDemand(Resources.of("capacity", demands[i])));
    }
    List<Machine> machines = new ArrayList<>();
    for (int j = 0; j < capacities.length; j++) {
      machines.add(Machine.of("c" + (j + 1), Resources.of("capacity", capacities[j])));
    }
    return new AssignmentProblem(tasks, machines, Objective.VALUE);
  }

  /** t1 runs at 2 on c1 and 1.5 on c2, t2 at 1.2 on c3 and 1.8 on c4; one task a machine. */
  static AssignmentProblem unlikeSpeeds() {
    Task first = Task.named("t1").on("c1", Fit.USUAL.value(2)).on("c2", Fit.USUAL.value(1.5));
    Task second = Task.named("t2").on("c3", Fit.USUAL.value(1.2)).on("c4", Fit.USUAL.value(1.8));
    List<Machine> machines =
        List.of("c1", "c2", "c3", "c4").stream().map(id -> Machine.of(id, Resources.NONE)).toList();
    return new AssignmentProblem(List.of(first, second), machines, Objective.VALUE);
  }

  /**
   * The ten tasks of Topcuoglu, Hariri, Wu (2002), figure 2 and table 1, on three processors; HEFT
   * comes to 80.
   */
  static AssignmentProblem tenTasks() {
    double[][] seconds = {
      {14, 16, 9}, {13, 19, 18}, {11, 13, 19}, {13, 8, 17}, {12, 13, 10},
      {13, 16, 9}, {7, 15, 11}, {5, 11, 14}, {18, 12, 20}, {21, 7, 16}
    };
    int[][] edges = {
      {1, 2, 18}, {1, 3, 12}, {1, 4, 9}, {1, 5, 11}, {1, 6, 14}, {2, 8, 19}, {2, 9, 16},
      {3, 7, 23}, {4, 8, 27}, {4, 9, 23}, {5, 9, 13}, {6, 8, 15}, {7, 10, 17}, {8, 10, 11},
      {9, 10, 13}
    };
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      Task task = Task.named("n" + (i + 1));
      for (int j = 0; j < 3; j++) {
        task = task.on("p" + (j + 1), Fit.USUAL.seconds(seconds[i][j]));
      }
      for (int[] edge : edges) {
        task = edge[1] == i + 1 ? task.after("n" + edge[0], edge[2]) : task;
      }
      tasks.add(task);
    }
    List<Machine> machines =
        List.of("p1", "p2", "p3").stream().map(id -> Machine.of(id, Resources.NONE)).toList();
    return new AssignmentProblem(tasks, machines, Objective.MAKESPAN);
  }
}
