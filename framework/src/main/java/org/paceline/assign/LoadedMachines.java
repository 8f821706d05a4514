package org.paceline.assign;

/** Chooses the machine whose load is the smallest part of its weight, with the task on it. */
final class LoadedMachines implements MachineChoice {

  private final Instance instance;
  private final double[] weights;
  private final double[] loads;
  private int task;

  LoadedMachines(Instance instance, double[] weights) {
    this.instance = instance;
    this.weights = weights;
    this.loads = new double[instance.machines()];
    for (int i = 0; i < instance.tasks(); i++) {
      for (Begun begun : instance.task(i).begun()) {
        int machine = instance.machineNumber(begun.machine());
        loads[machine] += Load.of(instance, i, machine);
      }
    }
  }

  @Override
  public double badness(ScheduleBuilder plan, int task, int machine) {
    this.task = task;
    return (loads[machine] + Load.of(instance, task, machine)) / weights[machine];
  }

  @Override
  public void chosen(int machine) {
    loads[machine] += Load.of(instance, task, machine);
  }
}
