package org.paceline.assign;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Small problems of all kinds, by a seed. */
final class RandomProblems {

  private final SplittableRandom random;
  private final Objective objective;

  private RandomProblems(long seed) {
    this.random = new SplittableRandom(seed);
    this.objective = Objective.values()[(int) Math.floorMod(seed, Objective.values().length)];
  }

  static AssignmentProblem of(long seed) {
    return new RandomProblems(seed).problem();
  }

  private AssignmentProblem problem() {
    List<Machine> machines = new ArrayList<>();
    int number = 1 + random.nextInt(3);
    for (int j = 0; j < number; j++) {
      machines.add(machine("m" + j));
    }
    List<Task> tasks = new ArrayList<>();
    int many = 1 + random.nextInt(4);
    for (int i = 0; i < many; i++) {
      tasks.add(task(i, machines));
    }
    if (objective == Objective.LATENESS) {
      tasks.set(0, tasks.get(0).withDeadline(random.nextInt(10)));
    }
    Holding holding =
        random.nextInt(4) == 0 ? Holding.values()[random.nextInt(2)] : Holding.usual(objective);
    return new AssignmentProblem(tasks, machines, objective, holding, random.nextInt(3));
  }

  private Machine machine(String id) {
    Machine machine = Machine.of(id, random.nextInt(4) == 0 ? Resources.NONE : capacity());
    if (random.nextInt(4) == 0) {
      double end = 5 + random.nextInt(10);
      machine =
          machine.withHours(
              List.of(new Window(0, end), new Window(end + 3, Double.POSITIVE_INFINITY)));
    }
    return machine.withSpeed(1 + random.nextInt(3));
  }

  private Resources capacity() {
    Resources cores = Resources.of("cores", 4 + random.nextInt(5));
    return random.nextBoolean() ? cores : cores.and("memory", 10 + random.nextInt(10));
  }

  private Task task(int i, List<Machine> machines) {
    Task task = Task.named("t" + i).withPriority(1 + random.nextInt(5)).withWork(random.nextInt(8));
    if (random.nextInt(3) > 0) {
      task = task.withDemand(demand());
    }
    if (random.nextInt(3) == 0) {
      task = table(task, machines);
    }
    for (int before = 0; before < i; before++) {
      if (random.nextInt(3) == 0) {
        task = task.after("t" + before, random.nextInt(4));
      }
    }
    if (i == 1 && machines.size() > 1 && random.nextInt(3) == 0) {
      task = task.withCopies(2);
    }
    if (random.nextInt(3) == 0) {
      task = task.withDeadline(random.nextInt(15));
    }
    return random.nextInt(4) == 0 ? task.required() : task;
  }

  private Resources demand() {
    Resources cores = Resources.of("cores", random.nextInt(4));
    return random.nextInt(3) == 0 ? cores.and("memory", random.nextInt(9)) : cores;
  }

  private Task table(Task task, List<Machine> machines) {
    Task with = task;
    for (Machine machine : machines) {
      if (random.nextInt(4) > 0) {
        Fit fit = Fit.USUAL.seconds(random.nextInt(9)).cost(random.nextInt(20));
        fit = random.nextBoolean() ? fit.value(random.nextInt(9)) : fit;
        with = with.on(machine.id(), random.nextBoolean() ? fit.demand(demand()) : fit);
      }
    }
    return with;
  }

  /**
   * The same with numbers that are not whole or very small, copies that have begun (on any machine,
   * also where they do not fit beside each other), values below 0, and a clock since 1970.
   */
  static AssignmentProblem odd(long seed) {
    RandomProblems odd = new RandomProblems(seed);
    AssignmentProblem plain = odd.problem();
    double factor = new double[] {1, 1 / 3.0, 0.1, 1e-7, 12345.678}[odd.random.nextInt(5)];
    boolean since1970 = factor != 1 / 3.0 && factor > 1e-3 && odd.random.nextBoolean();
    double now = since1970 ? 1_764_500_000 : odd.random.nextInt(5) * factor;
    List<Task> tasks =
        plain.tasks().stream().map(task -> odd.odd(task, plain.machines(), factor, now)).toList();
    List<Machine> machines =
        plain.machines().stream().map(machine -> later(machine, factor, now)).toList();
    return new AssignmentProblem(tasks, machines, plain.objective(), plain.holding(), now);
  }

  private static Machine later(Machine machine, double factor, double now) {
    return machine.withHours(
        machine.hours().stream()
            .map(h -> new Window(now + h.from() * factor, now + h.until() * factor))
            .toList());
  }

  private Task odd(Task task, List<Machine> machines, double factor, double now) {
    Task odd = task.withWork(task.work() * factor);
    if (task.deadline().isPresent()) {
      odd = odd.withDeadline(now + task.deadline().getAsDouble() * factor);
    }
    for (String machine : task.on().keySet()) {
      Fit fit = task.on().get(machine);
      fit = fit.seconds(fit.seconds().getAsDouble() * factor);
      fit = fit.cost((fit.cost().getAsDouble() - 5) * factor);
      odd =
          odd.on(
              machine, random.nextInt(3) == 0 ? fit.value((random.nextInt(9) - 4) * factor) : fit);
    }
    if (random.nextInt(3) == 0) {
      String where = machines.get(random.nextInt(machines.size())).id();
      double start = now - random.nextInt(6) * factor;
      odd =
          odd.begun(
              new Begun(
                  where,
                  start,
                  random.nextBoolean()
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(start + random.nextInt(9) * factor)));
    }
    return odd;
  }
}
