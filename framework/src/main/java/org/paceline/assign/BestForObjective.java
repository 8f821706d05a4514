package org.paceline.assign;

/** The machine that is best for the objective with this task alone, and of equals the earliest. */
final class BestForObjective implements MachineChoice {

  /** So small that it only parts equals. */
  private static final double TIE = 1e-9;

  private final Instance instance;

  BestForObjective(Instance instance) {
    this.instance = instance;
  }

  @Override
  public double badness(ScheduleBuilder plan, int task, int machine) {
    double finish = plan.earliestFinish(task, machine);
    return switch (instance.problem().objective()) {
      case VALUE -> -instance.value(task, machine) + TIE * finish;
      case COST -> instance.cost(task, machine) + TIE * finish;
      default -> finish;
    };
  }
}
