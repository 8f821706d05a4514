package org.paceline.assign;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tasks, machines, and what a plan is to be good for.
 *
 * @param tasks whole tasks, their dependencies without a circle
 * @param machines where they can go
 * @param objective what counts
 * @param holding how long a task holds what it demands
 * @param now nothing begins before, at least 0, in seconds of the plan's clock; what has begun
 *     before stays
 */
public record AssignmentProblem(
    List<Task> tasks, List<Machine> machines, Objective objective, Holding holding, double now) {

  /** Checks names, dependencies, and that each required task has a machine that can take it. */
  public AssignmentProblem {
    tasks = List.copyOf(tasks);
    machines = List.copyOf(machines);
    Amounts.atLeastZero("the time from which to plan", now);
    ProblemRules.check(tasks, machines, objective);
  }

  /**
   * A problem from second 0 on, with what is usual for its objective.
   *
   * @param tasks whole tasks
   * @param machines where they can go
   * @param objective what counts
   */
  public AssignmentProblem(List<Task> tasks, List<Machine> machines, Objective objective) {
    this(tasks, machines, objective, Holding.usual(objective), 0);
  }

  /**
   * The same tasks and machines at a later moment: what a plan has begun until then stays where it
   * is.
   *
   * @param plan a plan for this problem
   * @param second the moment, in seconds of the plan's clock
   * @return the problem of all that has not begun
   */
  public AssignmentProblem from(Assignment plan, double second) {
    Map<String, List<Placement>> begun =
        plan.placements().stream()
            .filter(placed -> placed.start() < second)
            .collect(Collectors.groupingBy(Placement::task));
    List<Task> kept =
        tasks.stream().map(task -> begun(task, begun.getOrDefault(task.id(), List.of()))).toList();
    return new AssignmentProblem(kept, machines, objective, holding, second);
  }

  private static Task begun(Task task, List<Placement> copies) {
    Task kept = task;
    for (Placement copy : copies) {
      if (task.begun().stream().noneMatch(b -> b.machine().equals(copy.machine()))) {
        OptionalDouble finish = OptionalDouble.of(copy.finish());
        kept = kept.begun(new Begun(copy.machine(), copy.start(), finish));
      }
    }
    return kept;
  }

  /**
   * Whether every plan must have a task.
   *
   * @param task one of the problem's
   * @return whether it may not be left out
   */
  public boolean required(Task task) {
    return required(task, objective);
  }

  Machine machine(String id) {
    return machines.stream().filter(machine -> machine.id().equals(id)).findFirst().orElseThrow();
  }

  static boolean required(Task task, Objective objective) {
    return objective != Objective.VALUE
        || task.need() == Task.Need.REQUIRED
        || !task.begun().isEmpty();
  }

  static <T> Map<String, T> byName(List<T> all, Function<T, String> name, String what) {
    return all.stream()
        .collect(
            Collectors.toMap(
                name,
                Function.identity(),
                (one, other) -> {
                  throw new IllegalArgumentException(
                      "the names of %s must be different, but two are '%s'"
                          .formatted(what, name.apply(one)));
                }));
  }
}
