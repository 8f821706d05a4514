package org.paceline.assign;

import java.util.ArrayList;
import java.util.List;

/** A plan in the making: tasks are placed one after the other, each as early as it can begin. */
final class ScheduleBuilder {

  private final Instance instance;
  private final Occupancy[] machines;
  private final List<List<Copy>> copies = new ArrayList<>();
  private final List<Placement> placements = new ArrayList<>();

  // The last question and its answer: choices of machines ask the same again.
  private int asked = -1;
  private int askedOn;
  private double answer;

  private record Copy(int machine, double finish) {}

  ScheduleBuilder(Instance instance) {
    this.instance = instance;
    machines = new Occupancy[instance.machines()];
    for (int j = 0; j < machines.length; j++) {
      machines[j] = Occupancy.of(instance, j);
    }
    for (int i = 0; i < instance.tasks(); i++) {
      copies.add(new ArrayList<>(1));
    }
    for (int i = 0; i < instance.tasks(); i++) {
      for (Begun begun : instance.task(i).begun()) {
        takeBegun(i, instance.machineNumber(begun.machine()), begun);
      }
    }
  }

  private void takeBegun(int task, int machine, Begun begun) {
    double finish = begun.finish().orElse(begun.start() + instance.seconds(task, machine));
    take(task, machine, begun.start(), finish);
  }

  /** Whether all copies of a task have a place. */
  boolean complete(int task) {
    return copies.get(task).size() >= instance.task(task).copies();
  }

  /** Whether what must be done before a task has a place. */
  boolean ready(int task) {
    for (int before : instance.graph().before(task)) {
      if (!complete(before)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a copy of a task is on a machine. */
  boolean on(int task, int machine) {
    return copies.get(task).stream().anyMatch(copy -> copy.machine() == machine);
  }

  /** When the data of all tasks before a task, which are placed, is on a machine. */
  double arrival(int task, int machine) {
    double latest = instance.problem().now();
    int[] before = instance.graph().before(task);
    for (int k = 0; k < before.length; k++) {
      latest = Math.max(latest, arrival(before[k], machine, instance.graph().transfers(task)[k]));
    }
    return latest;
  }

  private double arrival(int before, int machine, double transfer) {
    double first = Double.POSITIVE_INFINITY;
    for (Copy copy : copies.get(before)) {
      first = Math.min(first, copy.finish() + (copy.machine() == machine ? 0 : transfer));
    }
    return first;
  }

  /** When a copy of a ready task could begin on a machine; NaN where it cannot. */
  double earliestStart(int task, int machine) {
    if (!instance.allowed(task, machine) || on(task, machine)) {
      return Double.NaN;
    }
    if (asked != task || askedOn != machine) {
      answer =
          machines[machine].earliest(
              arrival(task, machine),
              instance.seconds(task, machine),
              instance.demand(task, machine));
      asked = task;
      askedOn = machine;
    }
    return answer;
  }

  /** When a copy of a ready task could end on a machine; NaN where it cannot be. */
  double earliestFinish(int task, int machine) {
    return earliestStart(task, machine) + instance.seconds(task, machine);
  }

  /** Puts a copy of a ready task on a machine that it can go to. */
  void place(int task, int machine) {
    double start = earliestStart(task, machine);
    take(task, machine, start, start + instance.seconds(task, machine));
  }

  private void take(int task, int machine, double start, double finish) {
    asked = -1;
    machines[machine].take(start, finish - start, instance.demand(task, machine));
    copies.get(task).add(new Copy(machine, finish));
    placements.add(
        new Placement(instance.task(task).id(), instance.machine(machine).id(), start, finish));
  }

  /** How many copies of a task are still to be placed. */
  int open(int task) {
    return instance.task(task).copies() - copies.get(task).size();
  }

  Assignment build() {
    return new Assignment(placements);
  }

  /** How good it is; as {@link Assignment#objective}, but by positions, which is faster. */
  Score score() {
    return new Score(missing(), instance.problem().objective().toMinimise(objective()));
  }

  private int missing() {
    int missing = 0;
    for (int i = 0; i < instance.tasks(); i++) {
      missing += !complete(i) && instance.required(i) ? 1 : 0;
    }
    return missing;
  }

  private double objective() {
    double sum = 0;
    double last = 0;
    double latest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < instance.tasks(); i++) {
      double first = Double.POSITIVE_INFINITY;
      for (Copy copy : copies.get(i)) {
        first = Math.min(first, copy.finish());
        last = Math.max(last, copy.finish());
        sum += worth(i, copy.machine());
      }
      if (first < Double.POSITIVE_INFINITY) {
        sum += weight(i) * first;
        latest = Math.max(latest, lateness(i, first));
      }
    }
    return switch (instance.problem().objective()) {
      case VALUE, COST, WEIGHTED_COMPLETION -> sum;
      case MAKESPAN -> last;
      case LATENESS -> latest;
    };
  }

  private double lateness(int task, double end) {
    return instance.task(task).deadline().isPresent()
        ? end - instance.task(task).deadline().getAsDouble()
        : Double.NEGATIVE_INFINITY;
  }

  private double worth(int task, int machine) {
    return switch (instance.problem().objective()) {
      case VALUE -> instance.value(task, machine);
      case COST -> instance.cost(task, machine);
      default -> 0;
    };
  }

  private double weight(int task) {
    return instance.problem().objective() == Objective.WEIGHTED_COMPLETION
        ? instance.task(task).priority()
        : 0;
  }
}
