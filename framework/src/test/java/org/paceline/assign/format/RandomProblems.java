package org.paceline.assign.format;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Begun;
import org.paceline.assign.Fit;
import org.paceline.assign.Holding;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.assign.Window;

/** Problems with a bit of everything, for a seed. */
final class RandomProblems {

  private static final List<String> NAMES = List.of("ü", "\"", "a b", "<&>", "\\", "\n", "{}", "七");

  private final Random random;
  private final List<Machine> machines = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();

  private RandomProblems(long seed) {
    random = new Random(seed);
  }

  static AssignmentProblem of(long seed) {
    RandomProblems problems = new RandomProblems(seed);
    return problems.problem();
  }

  private AssignmentProblem problem() {
    for (int j = 0; j < 1 + random.nextInt(4); j++) {
      machines.add(machine(j));
    }
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      tasks.add(task(i));
    }
    tasks.set(0, tasks.get(0).withDeadline(amount()));
    return new AssignmentProblem(
        tasks,
        machines,
        Objective.values()[random.nextInt(Objective.values().length)],
        Holding.values()[random.nextInt(2)],
        random.nextBoolean() ? 0 : amount());
  }

  private Machine machine(int j) {
    Resources capacity = Resources.of("cores", 1e9);
    if (random.nextBoolean()) {
      capacity = capacity.and("memory " + NAMES.get(random.nextInt(NAMES.size())), amount());
    }
    List<Window> hours = new ArrayList<>();
    if (random.nextBoolean()) {
      hours.add(new Window(-amount(), 1));
      hours.add(new Window(1, Double.POSITIVE_INFINITY));
    }
    return new Machine(
        "m" + j + NAMES.get(random.nextInt(NAMES.size())),
        capacity,
        amount(),
        hours,
        amount(),
        random.nextBoolean() ? 0 : amount());
  }

  private Task task(int i) {
    Task task = Task.named("t" + i + NAMES.get(random.nextInt(NAMES.size())));
    task = random.nextBoolean() ? task : task.withPriority(amount());
    task = random.nextBoolean() ? task : task.withWork(amount());
    task = random.nextBoolean() ? task : task.withDeadline(-amount());
    task = random.nextBoolean() ? task : task.required();
    task = random.nextBoolean() ? task : task.withDemand(Resources.of("cores", random.nextInt(2)));
    for (int k = 0; k < i; k++) {
      if (random.nextInt(3) == 0) {
        task = task.after(tasks.get(k).id(), random.nextBoolean() ? 0 : amount());
      }
    }
    return random.nextBoolean() ? task : onMachines(task);
  }

  private Task onMachines(Task task) {
    Task changed = task.withCopies(machines.size());
    for (Machine machine : machines) {
      changed = changed.on(machine.id(), fit());
    }
    if (random.nextBoolean()) {
      OptionalDouble finish = random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(7);
      changed = changed.begun(new Begun(machines.get(0).id(), random.nextDouble(), finish));
    }
    return changed;
  }

  private Fit fit() {
    Fit fit = Fit.USUAL;
    fit = random.nextBoolean() ? fit : fit.seconds(amount());
    fit = random.nextBoolean() ? fit : fit.value(-amount());
    fit = random.nextBoolean() ? fit : fit.cost(amount());
    return random.nextBoolean() ? fit : fit.demand(Resources.of("cores", random.nextDouble()));
  }

  /** Above 0, of any size that a sum of them survives. */
  private double amount() {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(10);
      case 1 -> Double.MIN_VALUE * (1 + random.nextInt(3));
      case 2 -> (random.nextDouble() + 0.01) * Math.pow(10, random.nextInt(30) - 15);
      default -> random.nextDouble() + 0.01;
    };
  }
}
