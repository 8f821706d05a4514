package org.paceline.assign;

/**
 * The task with the longest way to the end first, to the machine on which it ends first, gaps
 * between other tasks included (HEFT).
 *
 * <p>Topcuoglu, Hariri, Wu, Performance-effective and low-complexity task scheduling for
 * heterogeneous computing, IEEE TPDS 13 (2002).
 */
final class Heft implements AssignmentPolicy {

  @Override
  public String name() {
    return "heft";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    MachineChoice firstDone = ScheduleBuilder::earliestFinish;
    return Proposal.of(
        this, new ListScheduling(instance, Ranks.upward(instance), firstDone).plan());
  }
}
