package org.paceline.plan;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a division by step times is compared with: shares that know one figure of each machine.
 *
 * <p>No machine gets more than its largest measured batch size; what it cannot take goes to the
 * others in the same proportion.
 */
public final class StepBaselines {

  private StepBaselines() {}

  /**
   * The same share for every machine, as nearly as whole examples allow.
   *
   * @param machines their curves
   * @param globalBatch examples of the step
   * @return the shares
   * @throws IllegalArgumentException if there are more than the machines can take
   */
  public static StepPlan equal(List<MeasuredSteps> machines, int globalBatch) {
    return proportional(machines, globalBatch, machine -> 1);
  }

  /**
   * Shares in proportion to the most examples a second that were measured of each machine.
   *
   * @param machines their curves
   * @param globalBatch examples of the step
   * @return the shares
   * @throws IllegalArgumentException if there are more than the machines can take
   */
  public static StepPlan byPeakSpeed(List<MeasuredSteps> machines, int globalBatch) {
    return proportional(machines, globalBatch, MeasuredSteps::peakSpeed);
  }

  private static StepPlan proportional(
      List<MeasuredSteps> machines, int globalBatch, ToDoubleFunction<MeasuredSteps> speed) {
    List<WorkerSpeed> workers =
        machines.stream()
            .map(m -> new WorkerSpeed(m.machine(), speed.applyAsDouble(m), 0, m.cap()))
            .toList();
    return new StepPlan(
        machines, new SimultaneousFinishPlanner().plan(workers, globalBatch).units());
  }
}
