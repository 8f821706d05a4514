package org.paceline.assign;

import java.util.Arrays;

/** Tasks in the given order, each to the machine that is the least loaded with it: a baseline. */
final class LeastLoaded implements AssignmentPolicy {

  @Override
  public String name() {
    return "least-loaded";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    double[] alike = new double[instance.machines()];
    Arrays.fill(alike, 1);
    return Proposal.of(
        this,
        new ListScheduling(instance, Ranks.fileOrder(instance), new LoadedMachines(instance, alike))
            .plan());
  }
}
