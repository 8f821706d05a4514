package org.paceline.assign;

import java.util.Arrays;

/**
 * Each machine gets the share of the work that its free capacity earns: share = priority × free ÷
 * Σ(priority × free), free being the part that running tasks leave, of its speed. The longest tasks
 * first, each to the machine that is the furthest below its share.
 */
final class ProportionalShare implements AssignmentPolicy {

  @Override
  public String name() {
    return "proportional";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    double[] ranks = Ranks.of(instance, i -> Ranks.meanSeconds(instance, i));
    return Proposal.of(
        this,
        new ListScheduling(instance, ranks, new LoadedMachines(instance, shares(instance))).plan());
  }

  /** The shares, which sum to 1. */
  static double[] shares(Instance instance) {
    double[] weights = new double[instance.machines()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = instance.machine(j).priority() * free(instance, j);
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> sum == 0 ? 1 : weight / sum).toArray();
  }

  private static double free(Instance instance, int machine) {
    double taken = 0;
    for (int i = 0; i < instance.tasks(); i++) {
      for (Begun begun : instance.task(i).begun()) {
        if (instance.machineNumber(begun.machine()) == machine && runs(instance, i, begun)) {
          taken += Load.part(instance, i, machine);
        }
      }
    }
    return Math.max(0, 1 - taken);
  }

  private static boolean runs(Instance instance, int task, Begun begun) {
    double usual = instance.seconds(task, instance.machineNumber(begun.machine()));
    return begun.finish().orElse(begun.start() + usual) > instance.problem().now();
  }
}
