package org.paceline.assign;

/**
 * The longest task first, to the machine on which it ends first (LPT).
 *
 * <p>R. L. Graham, Bounds on multiprocessing timing anomalies, SIAM J. Appl. Math. 17 (1969): at
 * most 4/3 of the best makespan on equal machines.
 */
final class LongestFirst implements AssignmentPolicy {

  @Override
  public String name() {
    return "lpt";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    double[] ranks = Ranks.of(instance, i -> Ranks.meanSeconds(instance, i));
    return Proposal.of(
        this, new ListScheduling(instance, ranks, new BestForObjective(instance)).plan());
  }
}
