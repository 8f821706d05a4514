package org.paceline.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan for one training step on several machines: the share of the global batch that each gets,
 * and how long it takes for it.
 *
 * @param machines the machines, in the caller's order
 * @param shares examples of each machine, in the same order; 0 for one that takes no part
 */
public record StepPlan(List<MeasuredSteps> machines, List<Integer> shares) {

  /** Checks that each machine has a share, within what was measured of it. */
  public StepPlan {
    machines = List.copyOf(machines);
    shares = List.copyOf(shares);
    if (machines.size() != shares.size()) {
      throw new IllegalArgumentException(
          "a plan needs one share a machine, not %s shares for %s machines"
              .formatted(shares.size(), machines.size()));
    }
    for (int i = 0; i < shares.size(); i++) {
      machines.get(i).seconds(shares.get(i));
    }
  }

  static StepPlan of(List<MeasuredSteps> machines, int[] shares) {
    return new StepPlan(machines, IntStream.of(shares).boxed().toList());
  }

  /**
   * The global batch.
   *
   * @return the sum of all shares
   */
  public int globalBatch() {
    return shares.stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * How long a machine takes for its share.
   *
   * @param machine its position
   * @return seconds; 0 for no share
   */
  public double seconds(int machine) {
    return machines.get(machine).seconds(shares.get(machine));
  }

  /**
   * How long the step takes.
   *
   * @return seconds of the machine that is done last
   */
  public double stepSeconds() {
    return IntStream.range(0, machines.size()).mapToDouble(this::seconds).max().orElse(0);
  }
}
