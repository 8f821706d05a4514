package org.paceline.assign;

import java.util.SplittableRandom;

/**
 * Ants build plans by chance, and leave a scent on what the best one chose: which task at which
 * place in the order, and which machine for which task.
 *
 * <p>M. Dorigo, L. M. Gambardella, Ant colony system, IEEE Trans. Evolutionary Computation 1
 * (1997); for orders D. Merkle, M. Middendorf, H. Schmeck, Ant colony optimization for
 * resource-constrained project scheduling, ibid. 6 (2002). 20 ants, at most 400 turns, fewer where
 * 80 bring nothing.
 */
final class AntColony implements AssignmentPolicy {

  private static final int ANTS = 20;
  private static final int TURNS = 400;
  private static final int PATIENCE = 80;

  @Override
  public String name() {
    return "ant-colony";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    SplittableRandom random = new SplittableRandom(budget.seed());
    Scent scent = new Scent(instance);
    BestSoFar best = new BestSoFar(instance);
    Ant bestAnt = null;
    int patience = PATIENCE;
    for (int k = 0; k < TURNS && patience > 0 && !budget.over() && !best.perfect(); k++) {
      patience--;
      for (int ant = 0; ant < ANTS && !budget.over(); ant++) {
        Ant walker = new Ant(instance, scent, random);
        if (best.take(walker.walk())) {
          bestAnt = walker;
          patience = PATIENCE;
        }
      }
      scent.fade();
      if (bestAnt != null) {
        scent.leave(bestAnt.order(), bestAnt.machines());
      }
    }
    return Proposal.of(this, best.plan() == null ? fallback(instance) : best.plan());
  }

  /** Where no ant had the time. */
  private static Assignment fallback(Instance instance) {
    return new ListScheduling(instance, Ranks.upward(instance), new BestForObjective(instance))
        .plan();
  }
}
