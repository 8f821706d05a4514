package org.paceline.assign;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What tasks and machines must keep to be a problem. */
final class ProblemRules {

  private final Map<String, Task> tasks;
  private final Map<String, Machine> machines;
  private final Objective objective;

  private ProblemRules(List<Task> tasks, List<Machine> machines, Objective objective) {
    this.tasks = AssignmentProblem.byName(tasks, Task::id, "tasks");
    this.machines = AssignmentProblem.byName(machines, Machine::id, "machines");
    this.objective = objective;
  }

  static void check(List<Task> tasks, List<Machine> machines, Objective objective) {
    if (tasks.isEmpty() || machines.isEmpty()) {
      throw new IllegalArgumentException(
          "a problem needs at least one task and one machine, not %s and %s"
              .formatted(tasks.size(), machines.size()));
    }
    ProblemRules rules = new ProblemRules(tasks, machines, objective);
    tasks.forEach(rules::check);
    rules.checkOrder(tasks);
    if (objective == Objective.LATENESS && tasks.stream().allMatch(t -> t.deadline().isEmpty())) {
      throw new IllegalArgumentException(
          "lateness needs a task with a deadline, and there is none");
    }
  }

  private void check(Task task) {
    task.after().forEach(dependency -> known(task, dependency.task()));
    task.on().keySet().forEach(machine -> checkMachine(task, machine));
    task.begun().forEach(copy -> checkMachine(task, copy.machine()));
    Set<String> begunOn = new HashSet<>();
    for (Begun copy : task.begun()) {
      if (!begunOn.add(copy.machine())) {
        throw new IllegalArgumentException(
            "copies must run on different machines, but two of task %s run on %s"
                .formatted(task.id(), copy.machine()));
      }
    }
    if (AssignmentProblem.required(task, objective) && task.begun().size() < task.copies()) {
      checkThatItFits(task);
    }
  }

  private void known(Task task, String before) {
    if (!tasks.containsKey(before)) {
      throw new IllegalArgumentException(
          "task %s is after '%s', which is no task".formatted(task.id(), before));
    }
  }

  private void checkMachine(Task task, String machine) {
    if (!machines.containsKey(machine)) {
      throw new IllegalArgumentException(
          "task %s names '%s', which is no machine".formatted(task.id(), machine));
    }
  }

  private void checkThatItFits(Task task) {
    long fitting =
        machines.values().stream()
            .filter(
                machine ->
                    TaskOnMachine.fits(task, machine)
                        || task.begun().stream().anyMatch(b -> b.machine().equals(machine.id())))
            .count();
    if (fitting < task.copies()) {
      throw new IllegalArgumentException(
          "task %s needs %s with the capacity and the hours for it, but there %s"
              .formatted(
                  task.id(),
                  task.copies() == 1 ? "a machine" : task.copies() + " machines",
                  fitting == 0 ? "is none" : fitting == 1 ? "is 1" : "are " + fitting));
    }
  }

  /** Takes away what is after nothing, again and again: what remains is a circle. */
  private void checkOrder(List<Task> all) {
    Map<String, Integer> waits = new HashMap<>();
    Map<String, List<String>> followers = new HashMap<>();
    for (Task task : all) {
      waits.put(task.id(), task.after().size());
      task.after()
          .forEach(
              d -> followers.computeIfAbsent(d.task(), name -> new ArrayList<>()).add(task.id()));
    }
    Deque<String> free = new ArrayDeque<>();
    waits.forEach((name, number) -> addIfFree(free, name, number));
    int left = all.size();
    while (!free.isEmpty()) {
      left--;
      for (String next : followers.getOrDefault(free.remove(), List.of())) {
        addIfFree(free, next, waits.merge(next, -1, Integer::sum));
      }
    }
    if (left > 0) {
      waits.values().removeIf(number -> number == 0);
      throw new IllegalArgumentException(
          "tasks must not wait for each other in a circle, as among "
              + new TreeSet<>(waits.keySet()));
    }
  }

  private static void addIfFree(Deque<String> free, String name, int waits) {
    if (waits == 0) {
      free.add(name);
    }
  }
}
