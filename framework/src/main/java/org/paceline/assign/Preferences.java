package org.paceline.assign;

/** Sends each task where it is told to, and to the machine best for the objective otherwise. */
final class Preferences implements MachineChoice {

  /** Of a task that is told nothing. */
  static final int NONE = -1;

  private final int[] preferred;
  private final MachineChoice otherwise;

  Preferences(Instance instance, int[] preferred) {
    this.preferred = preferred;
    this.otherwise = new BestForObjective(instance);
  }

  @Override
  public double badness(ScheduleBuilder plan, int task, int machine) {
    return preferred[task] == machine
        ? Double.NEGATIVE_INFINITY
        : otherwise.badness(plan, task, machine);
  }
}
