package org.paceline.assign.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.paceline.assign.Machine;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

/**
 * The machines that a workflow ran on, or others in their place.
 *
 * <p>Speeds are those of the processors in GHz where every machine tells, else all are equal.
 * Memory counts where every machine tells how much it has. A machine that does not tell its cores
 * has as many as the widest task.
 */
final class WfMachines {

  private static final String CORES = "cores";
  private static final String MEMORY = "memoryInBytes";
  private static final String ALONE = "machine";

  private final Map<String, Machine> machines;
  private final OptionalDouble mostCores;
  private final OptionalDouble mostMemory;
  private final double usualSpeed;

  private record Told(OptionalDouble cores, OptionalDouble megahertz, OptionalDouble memory) {

    static final Told NOTHING =
        new Told(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  private WfMachines(Collection<Machine> all, double usualSpeed) {
    this.usualSpeed = usualSpeed;
    machines = new LinkedHashMap<>();
    all.forEach(machine -> machines.put(machine.id(), machine));
    mostCores = most(all, CORES);
    mostMemory = most(all, MEMORY);
  }

  private static OptionalDouble most(Collection<Machine> machines, String resource) {
    return machines.stream()
        .filter(machine -> machine.capacity().amounts().containsKey(resource))
        .mapToDouble(machine -> machine.capacity().amount(resource))
        .max();
  }

  /** The user's own, on which a task takes its runtime ÷ their speed. */
  static WfMachines given(List<Machine> machines) {
    return new WfMachines(machines, 1);
  }

  static WfMachines of(Fields execution, Collection<WfRun> runs, List<String> notes) {
    Map<String, Told> told = new LinkedHashMap<>();
    execution.array("machines").forEach((place, node) -> put(told, Fields.of(node, place)));
    runs.forEach(run -> run.machine().ifPresent(name -> told.putIfAbsent(name, Told.NOTHING)));
    if (told.isEmpty()) {
      told.put(ALONE, Told.NOTHING);
      notes.add(
          "the workflow names no machine: all tasks go to one with as many cores as the widest has");
    }
    double widest = Math.max(1, runs.stream().mapToDouble(WfRun::cores).max().orElse(1));
    boolean speeds = told.values().stream().allMatch(it -> it.megahertz().isPresent());
    boolean memory = told.values().stream().allMatch(it -> it.memory().isPresent());
    List<Machine> machines = new ArrayList<>();
    told.forEach(
        (name, it) -> {
          Resources cores = Resources.of(CORES, it.cores().orElse(widest));
          Resources all = memory ? cores.and(MEMORY, it.memory().getAsDouble()) : cores;
          double speed = speeds ? it.megahertz().getAsDouble() / 1000 : 1;
          machines.add(Machine.of(name, all).withSpeed(speed));
        });
    return new WfMachines(machines, machines.get(0).speed());
  }

  private static void put(Map<String, Told> all, Fields machine) {
    String name = machine.name("nodeName");
    Told told =
        new Told(
            machine
                .object("cpu")
                .map(cpu -> positive(cpu, "coreCount"))
                .orElse(OptionalDouble.empty()),
            machine
                .object("cpu")
                .map(cpu -> positive(cpu, "speedInMHz"))
                .orElse(OptionalDouble.empty()),
            positive(machine, "memoryInBytes"));
    Told before = all.put(name, told);
    if (before != null && !before.equals(told)) {
      throw new FormatException(
          "%s: machines must have names of their own, but two different ones are '%s'"
              .formatted(machine.place(), name));
    }
  }

  private static OptionalDouble positive(Fields fields, String field) {
    OptionalDouble value = fields.number(field);
    if (value.isPresent()
        && !(value.getAsDouble() > 0 && value.getAsDouble() <= Double.MAX_VALUE)) {
      throw new FormatException(
          "%s: %s must be above 0, not %s".formatted(fields.place(), field, value.getAsDouble()));
    }
    return value;
  }

  List<Machine> all() {
    return List.copyOf(machines.values());
  }

  /** How fast the machine is that a task ran on; where that is not told, it was the first. */
  double speedOf(WfRun run) {
    return run.machine().map(machines::get).map(Machine::speed).orElse(usualSpeed);
  }

  /**
   * Not more than the largest machine has, as it ran on one of them; a task has the whole of a
   * machine where none tells what it has.
   */
  Task demanding(Task task, WfRun run) {
    if (mostCores.isEmpty() && mostMemory.isEmpty()) {
      return task;
    }
    Resources demand = Resources.NONE;
    if (mostCores.isPresent()) {
      demand = demand.and(CORES, Math.min(run.cores(), mostCores.getAsDouble()));
    }
    if (mostMemory.isPresent()) {
      demand = demand.and(MEMORY, Math.min(run.memory(), mostMemory.getAsDouble()));
    }
    return task.withDemand(demand);
  }
}
