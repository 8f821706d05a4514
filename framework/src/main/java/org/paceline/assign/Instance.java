package org.paceline.assign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A problem in arrays, tasks and machines by their positions: what the policies calculate with.
 * Immutable; no array that it returns may be changed.
 */
// A task without a demand takes the whole machine: all that it has, and the one unit of a resource
// that every machine has and no other task asks for, so that machines without any capacity take one
// such task at a time.
public final class Instance {

  private final AssignmentProblem problem;
  private final List<String> resources;
  private final double[][] capacity;
  private final boolean[][] allowed;
  private final double[][] seconds;
  private final double[][] value;
  private final double[][] cost;
  private final double[][][] demand;
  private final Graph graph;
  private final Map<String, Integer> machineNumbers = new HashMap<>();

  /**
   * Takes a problem apart.
   *
   * @param problem the problem
   */
  public Instance(AssignmentProblem problem) {
    this.problem = problem;
    List<Task> tasks = problem.tasks();
    List<Machine> machines = problem.machines();
    resources = names(problem);
    capacity = machines.stream().map(this::capacityOf).toArray(double[][]::new);
    allowed = new boolean[tasks.size()][machines.size()];
    seconds = new double[tasks.size()][machines.size()];
    value = new double[tasks.size()][machines.size()];
    cost = new double[tasks.size()][machines.size()];
    demand = new double[tasks.size()][machines.size()][];
    for (int i = 0; i < tasks.size(); i++) {
      for (int j = 0; j < machines.size(); j++) {
        fill(i, j, tasks.get(i), machines.get(j));
      }
    }
    for (int j = 0; j < machines.size(); j++) {
      machineNumbers.put(machines.get(j).id(), j);
    }
    graph = new Graph(tasks);
  }

  private void fill(int i, int j, Task task, Machine machine) {
    allowed[i][j] = TaskOnMachine.fits(task, machine);
    seconds[i][j] = TaskOnMachine.seconds(task, machine);
    value[i][j] = TaskOnMachine.value(task, machine) / task.copies();
    cost[i][j] = TaskOnMachine.cost(task, machine);
    demand[i][j] = demandOf(task, machine);
  }

  private static List<String> names(AssignmentProblem problem) {
    TreeSet<String> names = new TreeSet<>();
    problem.machines().forEach(machine -> names.addAll(machine.capacity().amounts().keySet()));
    problem.tasks().forEach(task -> addNames(task, names));
    return new ArrayList<>(names);
  }

  private static void addNames(Task task, Set<String> names) {
    task.demand().ifPresent(demand -> names.addAll(demand.amounts().keySet()));
    task.on().values().stream()
        .map(Fit::demand)
        .flatMap(Optional::stream)
        .forEach(demand -> names.addAll(demand.amounts().keySet()));
  }

  private double[] capacityOf(Machine machine) {
    double[] all = amounts(machine.capacity());
    all[resources.size()] = 1;
    return all;
  }

  private double[] demandOf(Task task, Machine machine) {
    double[] all = amounts(TaskOnMachine.demand(task, machine));
    all[resources.size()] = TaskOnMachine.whole(task, machine) ? 1 : 0;
    return all;
  }

  private double[] amounts(Resources of) {
    double[] all = new double[resources.size() + 1];
    for (int r = 0; r < resources.size(); r++) {
      all[r] = of.amount(resources.get(r));
    }
    return all;
  }

  /**
   * The problem.
   *
   * @return what it was made of
   */
  public AssignmentProblem problem() {
    return problem;
  }

  /**
   * How many tasks.
   *
   * @return their number
   */
  public int tasks() {
    return allowed.length;
  }

  /**
   * How many machines.
   *
   * @return their number
   */
  public int machines() {
    return capacity.length;
  }

  /**
   * How many resources, that of whole machines among them.
   *
   * @return their number
   */
  public int resources() {
    return resources.size() + 1;
  }

  /**
   * A task.
   *
   * @param i its position
   * @return the task
   */
  public Task task(int i) {
    return problem.tasks().get(i);
  }

  /**
   * A machine.
   *
   * @param j its position
   * @return the machine
   */
  public Machine machine(int j) {
    return problem.machines().get(j);
  }

  /**
   * The position of a machine.
   *
   * @param id its name
   * @return its position
   */
  public int machineNumber(String id) {
    return machineNumbers.get(id);
  }

  /**
   * What must be done before what.
   *
   * @return the graph of the dependencies
   */
  public Graph graph() {
    return graph;
  }

  /**
   * Whether a task can go to a machine.
   *
   * @param i the task
   * @param j the machine
   * @return whether it may, and fits where nothing else is
   */
  public boolean allowed(int i, int j) {
    return allowed[i][j];
  }

  /**
   * Whether a copy of a task has begun on a machine.
   *
   * @param i the task
   * @param j the machine
   * @return whether it runs or has run there
   */
  public boolean begun(int i, int j) {
    String id = machine(j).id();
    return task(i).begun().stream().anyMatch(copy -> copy.machine().equals(id));
  }

  /**
   * How long a task runs on a machine.
   *
   * @param i the task
   * @param j the machine
   * @return seconds
   */
  public double seconds(int i, int j) {
    return seconds[i][j];
  }

  /**
   * What a copy of a task is worth on a machine: its copies together are worth their mean.
   *
   * @param i the task
   * @param j the machine
   * @return its value ÷ its number of copies
   */
  public double value(int i, int j) {
    return value[i][j];
  }

  /**
   * What a copy of a task costs on a machine.
   *
   * @param i the task
   * @param j the machine
   * @return its cost
   */
  public double cost(int i, int j) {
    return cost[i][j];
  }

  /**
   * What a task holds of a machine.
   *
   * @param i the task
   * @param j the machine
   * @return an amount a resource
   */
  public double[] demand(int i, int j) {
    return demand[i][j];
  }

  /**
   * What a machine has.
   *
   * @param j the machine
   * @return an amount a resource
   */
  public double[] capacity(int j) {
    return capacity[j];
  }

  /**
   * Whether a task may not be left out.
   *
   * @param i the task
   * @return whether every plan must have it
   */
  public boolean required(int i) {
    return problem.required(task(i));
  }
}
