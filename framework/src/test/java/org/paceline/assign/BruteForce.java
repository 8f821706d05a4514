package org.paceline.assign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The best plan of a small problem by trying all: every order in which copies of tasks can be
 * placed, on every machine that each can go to, or left out where that is allowed.
 *
 * <p>Each as early as it fits: for objectives that only grow with the ends of tasks, one of these
 * plans is best (Kolisch, Hartmann 1999). Written apart from the library's schedules.
 */
final class BruteForce {

  private final AssignmentProblem problem;
  private final int[] open;
  private final boolean[] left;
  private final List<Placement> placed = new ArrayList<>();
  private double best = Double.NaN;

  private BruteForce(AssignmentProblem problem) {
    this.problem = problem;
    this.open = problem.tasks().stream().mapToInt(t -> t.copies() - t.begun().size()).toArray();
    this.left = new boolean[open.length];
    problem.tasks().forEach(task -> task.begun().forEach(copy -> placed.add(begun(task, copy))));
  }

  /** The best objective; NaN where there is no plan. */
  static double best(AssignmentProblem problem) {
    BruteForce all = new BruteForce(problem);
    all.next();
    return all.best;
  }

  private Placement begun(Task task, Begun copy) {
    double seconds = TaskOnMachine.seconds(task, problem.machine(copy.machine()));
    double finish = copy.finish().orElse(copy.start() + seconds);
    return new Placement(task.id(), copy.machine(), copy.start(), finish);
  }

  private void next() {
    if (Arrays.stream(open).allMatch(copies -> copies == 0)) {
      compare();
    }
    for (int i = 0; i < open.length; i++) {
      if (open[i] == 0 || !decided(i)) {
        continue;
      }
      leaveOut(i);
      placeAnywhere(i);
      if (problem.holding() == Holding.WHOLE_PLAN) {
        // The order makes no difference: capacity is for good, and times depend on ends only.
        return;
      }
    }
  }

  /** Whether of all before it a copy is placed, or it is left out. */
  private boolean decided(int i) {
    return problem.tasks().get(i).after().stream()
        .mapToInt(before -> number(before.task()))
        .allMatch(k -> left[k] || open[k] < problem.tasks().get(k).copies());
  }

  private int number(String task) {
    return problem.tasks().stream().map(Task::id).toList().indexOf(task);
  }

  private void leaveOut(int i) {
    int copies = problem.tasks().get(i).copies();
    if (open[i] == copies && !problem.required(problem.tasks().get(i))) {
      left[i] = true;
      open[i] = 0;
      next();
      open[i] = copies;
      left[i] = false;
    }
  }

  private void placeAnywhere(int i) {
    Task task = problem.tasks().get(i);
    for (Machine machine : problem.machines()) {
      double start = earliest(task, machine);
      if (!Double.isNaN(start)) {
        placed.add(placement(task, machine, start));
        open[i]--;
        next();
        open[i]++;
        placed.remove(placed.size() - 1);
      }
    }
  }

  private static Placement placement(Task task, Machine machine, double start) {
    double seconds = TaskOnMachine.seconds(task, machine);
    return new Placement(task.id(), machine.id(), start, start + seconds);
  }

  /** The earliest of the moments at which anything changes; NaN where it never fits. */
  private double earliest(Task task, Machine machine) {
    if (!TaskOnMachine.fits(task, machine) || on(task, machine)) {
      return Double.NaN;
    }
    double ready = problem.now();
    for (Dependency before : task.after()) {
      ready = Math.max(ready, arrival(before, machine));
    }
    List<Double> moments = new ArrayList<>(List.of(ready));
    placed.forEach(copy -> moments.add(copy.finish()));
    machine.hours().forEach(hours -> moments.add(hours.from()));
    double least = ready;
    return moments.stream()
        .filter(moment -> moment >= least && Double.isFinite(moment))
        .sorted()
        .filter(moment -> fits(task, machine, moment))
        .findFirst()
        .orElse(Double.NaN);
  }

  private boolean on(Task task, Machine machine) {
    return placed.stream()
        .anyMatch(p -> p.task().equals(task.id()) && p.machine().equals(machine.id()));
  }

  private double arrival(Dependency before, Machine machine) {
    return placed.stream()
        .filter(copy -> copy.task().equals(before.task()))
        .mapToDouble(
            copy ->
                copy.finish()
                    + (copy.machine().equals(machine.id()) ? 0 : before.transferSeconds()))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private boolean fits(Task task, Machine machine, double start) {
    Placement its = placement(task, machine, start);
    boolean open =
        machine.hours().stream()
            .anyMatch(h -> start >= h.from() && its.finish() <= h.until() * (1 + 1e-12));
    List<Placement> here = new ArrayList<>(placed);
    here.removeIf(copy -> !copy.machine().equals(machine.id()));
    here.add(its);
    return open
        && here.stream()
            .mapToDouble(Placement::start)
            .filter(moment -> moment >= start && moment < its.finish() || moment == start)
            .allMatch(moment -> enough(machine, here, its, moment));
  }

  /** Whether all that hold something at a moment, which is nothing for those that take no time. */
  private boolean enough(Machine machine, List<Placement> here, Placement its, double moment) {
    boolean forGood = problem.holding() == Holding.WHOLE_PLAN;
    if (!forGood && its.finish() == its.start()) {
      return true;
    }
    List<Task> holding =
        here.stream()
            .filter(copy -> forGood || copy.start() <= moment && moment < copy.finish())
            .map(copy -> problem.tasks().get(number(copy.task())))
            .toList();
    Task task = problem.tasks().get(number(its.task()));
    Map<String, Double> wanted = TaskOnMachine.demand(task, machine).amounts();
    boolean alone = TaskOnMachine.whole(task, machine);
    return (!alone || holding.stream().filter(t -> TaskOnMachine.whole(t, machine)).count() <= 1)
        && wanted.keySet().stream()
            .filter(resource -> wanted.get(resource) > 0)
            .allMatch(
                resource ->
                    holding.stream()
                            .mapToDouble(t -> TaskOnMachine.demand(t, machine).amount(resource))
                            .sum()
                        <= machine.capacity().amount(resource) * (1 + 1e-12));
  }

  private void compare() {
    double value = new Assignment(placed).objective(problem);
    double its = problem.objective().toMinimise(value);
    if (Double.isNaN(best) || its < problem.objective().toMinimise(best)) {
      best = value;
    }
  }
}
