package org.paceline.assign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that every plan keeps, checked apart from how plans are made. */
public final class PlanRules {

  private final AssignmentProblem problem;
  private final Map<String, Task> tasks;
  private final Map<String, Machine> machines;
  private final Map<String, List<Placement>> copies = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  private PlanRules(AssignmentProblem problem, Assignment plan) {
    this.problem = problem;
    tasks = AssignmentProblem.byName(problem.tasks(), Task::id, "tasks");
    machines = AssignmentProblem.byName(problem.machines(), Machine::id, "machines");
    plan.placements()
        .forEach(
            placed -> copies.computeIfAbsent(placed.task(), n -> new ArrayList<>()).add(placed));
  }

  /**
   * The rules that a plan breaks.
   *
   * @param problem what it is for
   * @param plan the plan; it may lack tasks
   * @return a sentence a rule; empty where all are kept
   */
  public static List<String> broken(AssignmentProblem problem, Assignment plan) {
    PlanRules rules = new PlanRules(problem, plan);
    rules.problem.tasks().forEach(rules::checkTask);
    plan.placements().forEach(rules::checkPlacement);
    rules.machines.values().forEach(machine -> rules.checkCapacity(machine, plan));
    return rules.broken;
  }

  private void checkTask(Task task) {
    List<Placement> placed = copies.getOrDefault(task.id(), List.of());
    rule(
        placed.size() == task.begun().size() || placed.size() == task.copies(),
        "task %s has %s copies, not %s",
        task.id(),
        placed.size(),
        task.copies());
    Set<String> on = new HashSet<>();
    placed.forEach(
        copy ->
            rule(
                on.add(copy.machine()),
                "two copies of task %s are on %s",
                task.id(),
                copy.machine()));
    for (Begun begun : task.begun()) {
      rule(
          placed.stream().anyMatch(copy -> stays(copy, begun)),
          "task %s was moved from %s",
          task.id(),
          begun.machine());
    }
  }

  private static boolean stays(Placement copy, Begun begun) {
    return copy.machine().equals(begun.machine())
        && copy.start() == begun.start()
        && copy.finish() == begun.finish().orElse(copy.finish());
  }

  private void checkPlacement(Placement copy) {
    Task task = tasks.get(copy.task());
    Machine machine = machines.get(copy.machine());
    if (task.begun().stream().anyMatch(begun -> stays(copy, begun))) {
      return;
    }
    rule(TaskOnMachine.named(task, machine), "task %s may not go to %s", task.id(), machine.id());
    rule(
        Amounts.same(copy.finish(), copy.start() + TaskOnMachine.seconds(task, machine)),
        "task %s takes %s s on %s, not from %s until %s",
        task.id(),
        TaskOnMachine.seconds(task, machine),
        machine.id(),
        copy.start(),
        copy.finish());
    rule(
        machine.hours().stream()
            .anyMatch(
                hours ->
                    copy.start() >= hours.from() && Amounts.within(copy.finish(), hours.until())),
        "task %s is out of the hours of %s",
        task.id(),
        machine.id());
    rule(
        copy.start() >= problem.now(),
        "task %s begins at %s, before %s",
        task.id(),
        copy.start(),
        problem.now());
    task.after().forEach(dependency -> checkOrder(copy, dependency));
  }

  private void checkOrder(Placement copy, Dependency dependency) {
    boolean come =
        copies.getOrDefault(dependency.task(), List.of()).stream()
            .anyMatch(before -> Amounts.within(arrival(before, copy, dependency), copy.start()));
    rule(come, "task %s begins before the data of %s is there", copy.task(), dependency.task());
  }

  private static double arrival(Placement before, Placement copy, Dependency dependency) {
    return before.finish()
        + (before.machine().equals(copy.machine()) ? 0 : dependency.transferSeconds());
  }

  /**
   * At each begin of a task, what it holds is there beside what others hold then. What has begun
   * may hold more than the machine has: it is there.
   */
  private void checkCapacity(Machine machine, Assignment plan) {
    List<Placement> here =
        plan.placements().stream().filter(p -> p.machine().equals(machine.id())).toList();
    List<Placement> holding = new ArrayList<>();
    for (int next = 0; next < here.size(); ) {
      double moment = here.get(next).start();
      int first = next;
      while (next < here.size() && here.get(next).start() == moment) {
        holding.add(here.get(next++));
      }
      holding.removeIf(copy -> !holds(copy, moment));
      here.subList(first, next).stream()
          .filter(copy -> !begun(copy))
          .forEach(copy -> checkCapacity(machine, holding, copy));
    }
  }

  private boolean begun(Placement copy) {
    return tasks.get(copy.task()).begun().stream().anyMatch(begun -> stays(copy, begun));
  }

  /** Rounding may have a task end a moment after its follower begins. */
  private boolean holds(Placement copy, double moment) {
    return problem.holding() == Holding.WHOLE_PLAN
        || (copy.start() <= moment
            && copy.finish() > copy.start()
            && !Amounts.within(copy.finish(), moment));
  }

  private void checkCapacity(Machine machine, List<Placement> together, Placement moment) {
    Map<String, Double> held = new HashMap<>();
    int whole = 0;
    for (Placement copy : together) {
      Task task = tasks.get(copy.task());
      TaskOnMachine.demand(task, machine)
          .amounts()
          .forEach((name, amount) -> held.merge(name, amount, Double::sum));
      whole += TaskOnMachine.whole(task, machine) ? 1 : 0;
    }
    Task newest = tasks.get(moment.task());
    held.forEach(
        (name, amount) ->
            rule(
                TaskOnMachine.demand(newest, machine).amount(name) == 0
                    || Amounts.within(amount, machine.capacity().amount(name)),
                "%s %s are held on %s at %s, which has %s",
                amount,
                name,
                machine.id(),
                moment.start(),
                machine.capacity().amount(name)));
    rule(
        whole <= 1 || !TaskOnMachine.whole(newest, machine),
        "%s tasks have all of %s at %s",
        whole,
        machine.id(),
        moment.start());
  }

  private void rule(boolean kept, String text, Object... values) {
    if (!kept) {
      broken.add(text.formatted(values));
    }
  }
}
