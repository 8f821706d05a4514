package org.paceline.assign;

import java.util.SplittableRandom;

/** Tasks in the given order, each to any machine that can take it: a baseline. */
final class RandomMachine implements AssignmentPolicy {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    SplittableRandom random = new SplittableRandom(budget.seed());
    MachineChoice any = (plan, task, machine) -> random.nextDouble();
    return Proposal.of(this, new ListScheduling(instance, Ranks.fileOrder(instance), any).plan());
  }
}
