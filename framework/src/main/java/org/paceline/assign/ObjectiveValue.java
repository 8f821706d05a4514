package org.paceline.assign;

import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** The value of an objective. */
final class ObjectiveValue {

  private ObjectiveValue() {}

  static double of(AssignmentProblem problem, Assignment plan) {
    return switch (problem.objective()) {
      case VALUE ->
          sum(problem, plan, (task, machine) -> TaskOnMachine.value(task, machine) / task.copies());
      case COST -> sum(problem, plan, TaskOnMachine::cost);
      case MAKESPAN -> plan.makespan();
      case WEIGHTED_COMPLETION -> weightedCompletion(problem, plan);
      case LATENESS -> lateness(problem, plan);
    };
  }

  private static double sum(
      AssignmentProblem problem, Assignment plan, ToDoubleBiFunction<Task, Machine> part) {
    Map<String, Task> tasks = AssignmentProblem.byName(problem.tasks(), Task::id, "tasks");
    Map<String, Machine> machines =
        AssignmentProblem.byName(problem.machines(), Machine::id, "machines");
    return plan.placements().stream()
        .mapToDouble(
            placed -> part.applyAsDouble(tasks.get(placed.task()), machines.get(placed.machine())))
        .sum();
  }

  private static double weightedCompletion(AssignmentProblem problem, Assignment plan) {
    Map<String, Double> ends = plan.completions();
    return problem.tasks().stream()
        .filter(task -> ends.containsKey(task.id()))
        .mapToDouble(task -> task.priority() * ends.get(task.id()))
        .sum();
  }

  private static double lateness(AssignmentProblem problem, Assignment plan) {
    Map<String, Double> ends = plan.completions();
    return problem.tasks().stream()
        .filter(task -> task.deadline().isPresent() && ends.containsKey(task.id()))
        .mapToDouble(task -> ends.get(task.id()) - task.deadline().getAsDouble())
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
