package org.paceline.assign;

import java.util.Map;

/** What a task is on a machine, all told. */
final class TaskOnMachine {

  private TaskOnMachine() {}

  static boolean named(Task task, Machine machine) {
    return task.on().isEmpty() || task.on().containsKey(machine.id());
  }

  /** Whether it could ever run there, were nothing else. */
  static boolean fits(Task task, Machine machine) {
    if (!named(task, machine)) {
      return false;
    }
    double seconds = seconds(task, machine);
    return demand(task, machine).amounts().entrySet().stream()
            .allMatch(held -> within(held, machine))
        && machine.hours().stream()
            .anyMatch(hours -> Amounts.within(hours.from() + seconds, hours.until()));
  }

  private static boolean within(Map.Entry<String, Double> held, Machine machine) {
    return Amounts.within(held.getValue(), machine.capacity().amount(held.getKey()));
  }

  static Fit fit(Task task, Machine machine) {
    return task.on().getOrDefault(machine.id(), Fit.USUAL);
  }

  static double seconds(Task task, Machine machine) {
    return fit(task, machine).seconds().orElse(task.work() / machine.speed());
  }

  static double value(Task task, Machine machine) {
    return fit(task, machine).value().orElse(task.priority());
  }

  static double cost(Task task, Machine machine) {
    return fit(task, machine).cost().orElse(seconds(task, machine) * machine.costPerSecond());
  }

  /** Whether it takes all of the machine, as nothing is said of its demand. */
  static boolean whole(Task task, Machine machine) {
    return fit(task, machine).demand().isEmpty() && task.demand().isEmpty();
  }

  static Resources demand(Task task, Machine machine) {
    return fit(task, machine).demand().or(task::demand).orElse(machine.capacity());
  }
}
