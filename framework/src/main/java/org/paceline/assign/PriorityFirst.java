package org.paceline.assign;

/**
 * The task of the highest priority first, to the machine that is best for it; of equals the one
 * that is the largest part of a machine, as a later one finds less room.
 */
final class PriorityFirst implements AssignmentPolicy {

  /** So small that it only parts equals. */
  private static final double TIE = 1e-6;

  @Override
  public String name() {
    return "priority";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    double[] ranks =
        Ranks.of(instance, i -> instance.task(i).priority() + TIE * largestPart(instance, i));
    return Proposal.of(
        this, new ListScheduling(instance, ranks, new BestForObjective(instance)).plan());
  }

  /** The largest part of a resource that it takes, on the machine where that is least. */
  private static double largestPart(Instance instance, int task) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < instance.machines(); j++) {
      if (instance.allowed(task, j)) {
        least = Math.min(least, Load.part(instance, task, j));
      }
    }
    return least == Double.POSITIVE_INFINITY ? 0 : least;
  }
}
