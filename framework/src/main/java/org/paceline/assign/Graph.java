package org.paceline.assign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be done before what, by positions. Immutable. */
public final class Graph {

  private final int[][] before;
  private final double[][] transfers;
  private final int[][] next;
  private final int[] order;

  Graph(List<Task> tasks) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      numbers.put(tasks.get(i).id(), i);
    }
    before = new int[tasks.size()][];
    transfers = new double[tasks.size()][];
    List<List<Integer>> followers = new ArrayList<>();
    tasks.forEach(task -> followers.add(new ArrayList<>()));
    for (int i = 0; i < before.length; i++) {
      List<Dependency> after = tasks.get(i).after();
      before[i] = after.stream().mapToInt(dependency -> numbers.get(dependency.task())).toArray();
      transfers[i] = after.stream().mapToDouble(Dependency::transferSeconds).toArray();
      for (int previous : before[i]) {
        followers.get(previous).add(i);
      }
    }
    next =
        followers.stream()
            .map(all -> all.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    order = sorted();
  }

  private int[] sorted() {
    int[] waits = Arrays.stream(before).mapToInt(all -> all.length).toArray();
    int[] sorted = new int[before.length];
    int known = 0;
    for (int i = 0; i < waits.length; i++) {
      if (waits[i] == 0) {
        sorted[known++] = i;
      }
    }
    for (int done = 0; done < known; done++) {
      for (int follower : next[sorted[done]]) {
        if (--waits[follower] == 0) {
          sorted[known++] = follower;
        }
      }
    }
    return sorted;
  }

  /**
   * What must be done before a task.
   *
   * @param task the task
   * @return positions of tasks
   */
  public int[] before(int task) {
    return before[task];
  }

  /**
   * What the data of those takes between machines.
   *
   * @param task the task
   * @return seconds, in the order of {@link #before}
   */
  public double[] transfers(int task) {
    return transfers[task];
  }

  /**
   * What waits for a task.
   *
   * @param task the task
   * @return positions of tasks
   */
  public int[] next(int task) {
    return next[task];
  }

  /**
   * All tasks, each behind those before it.
   *
   * @return positions of tasks
   */
  public int[] order() {
    return order;
  }
}
