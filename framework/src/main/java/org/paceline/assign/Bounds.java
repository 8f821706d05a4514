package org.paceline.assign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What no plan can be better than, by simple reasons: each task takes the longest chain of what
 * must be done before it and its own shortest time, and a machine gives in a time no more than that
 * time × its capacity.
 */
final class Bounds {

  private final Instance instance;

  Bounds(Instance instance) {
    this.instance = instance;
  }

  static double of(Instance instance) {
    Bounds bounds = new Bounds(instance);
    return switch (instance.problem().objective()) {
      case VALUE -> bounds.value();
      case COST -> bounds.cost();
      case MAKESPAN -> Math.max(max(bounds.ends()), bounds.work());
      case WEIGHTED_COMPLETION -> bounds.weightedCompletion();
      case LATENESS -> bounds.lateness();
    };
  }

  private double value() {
    double sum = 0;
    for (int i = 0; i < instance.tasks(); i++) {
      double best = best(i, false);
      sum += instance.required(i) ? best : Math.max(0, best);
    }
    return sum;
  }

  private double cost() {
    double sum = 0;
    for (int i = 0; i < instance.tasks(); i++) {
      sum += best(i, true);
    }
    return sum;
  }

  /** The best machines for the copies of a task, each as if it were alone. */
  private double best(int task, boolean cheapest) {
    double sum = 0;
    List<Double> open = new ArrayList<>();
    for (int j = 0; j < instance.machines(); j++) {
      double worth = cheapest ? instance.cost(task, j) : -instance.value(task, j);
      if (instance.begun(task, j)) {
        sum += worth;
      } else if (instance.allowed(task, j)) {
        open.add(worth);
      }
    }
    int copies = instance.task(task).copies() - instance.task(task).begun().size();
    if (open.size() < copies) {
      return 0;
    }
    double all = sum + open.stream().sorted().limit(copies).mapToDouble(Double::doubleValue).sum();
    return cheapest ? all : -all;
  }

  /** The earliest second at which each task's first copy can end. */
  double[] ends() {
    double[] ends = new double[instance.tasks()];
    for (int i : instance.graph().order()) {
      double ready = instance.problem().now();
      for (int before : instance.graph().before(i)) {
        ready = Math.max(ready, ends[before]);
      }
      ends[i] = end(i, ready);
    }
    return ends;
  }

  private double end(int task, double ready) {
    double first = Double.POSITIVE_INFINITY;
    for (Begun begun : instance.task(task).begun()) {
      double usual =
          begun.start() + instance.seconds(task, instance.machineNumber(begun.machine()));
      first = Math.min(first, begun.finish().orElse(usual));
    }
    boolean open = instance.task(task).begun().size() < instance.task(task).copies();
    for (int j = 0; open && j < instance.machines(); j++) {
      if (instance.allowed(task, j)) {
        double seconds = instance.seconds(task, j);
        double start = new Hours(instance.machine(j).hours()).earliest(ready, seconds);
        first = Double.isNaN(start) ? first : Math.min(first, start + seconds);
      }
    }
    return first == Double.POSITIVE_INFINITY ? ready : first;
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  /** By the least work that each resource has to do, on all machines together. */
  private double work() {
    if (instance.problem().holding() == Holding.WHOLE_PLAN) {
      return Double.NEGATIVE_INFINITY;
    }
    double longest = Double.NEGATIVE_INFINITY;
    for (int r = 0; r < instance.resources(); r++) {
      longest = Math.max(longest, work(r));
    }
    return longest;
  }

  private double work(int resource) {
    double capacity = 0;
    for (int j = 0; j < instance.machines(); j++) {
      capacity += instance.capacity(j)[resource];
    }
    double needed = 0;
    for (int i = 0; i < instance.tasks(); i++) {
      needed += leastWork(i, resource);
    }
    // Where nothing is left to do, all may have ended before now.
    return needed == 0 ? Double.NEGATIVE_INFINITY : instance.problem().now() + needed / capacity;
  }

  private double leastWork(int task, int resource) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < instance.machines(); j++) {
      if (instance.allowed(task, j)) {
        double work = instance.seconds(task, j) * instance.demand(task, j)[resource];
        least = Math.min(least, work);
      }
    }
    int open = instance.task(task).copies() - instance.task(task).begun().size();
    return least == Double.POSITIVE_INFINITY ? 0 : open * least;
  }

  private double weightedCompletion() {
    double[] ends = ends();
    double sum = 0;
    for (int i = 0; i < ends.length; i++) {
      sum += instance.task(i).priority() * ends[i];
    }
    return sum;
  }

  private double lateness() {
    double[] ends = ends();
    double latest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < ends.length; i++) {
      if (instance.task(i).deadline().isPresent()) {
        latest = Math.max(latest, ends[i] - instance.task(i).deadline().getAsDouble());
      }
    }
    return latest;
  }
}
