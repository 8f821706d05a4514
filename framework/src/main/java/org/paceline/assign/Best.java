package org.paceline.assign;

import java.util.ArrayList;
import java.util.List;

/**
 * The best that the time gives: the quick policies, then the exact one from the best of their plans
 * on, and where that proves nothing in half of the time, the ones that search by chance.
 */
final class Best implements AssignmentPolicy {

  private static final double FOR_EXACT = 0.75;

  @Override
  public String name() {
    return "best";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    Proposal best = Policies.quickest(instance, budget);
    if (perfect(instance, best)) {
      return best;
    }
    best = new Exact().propose(instance, budget.part(FOR_EXACT), best);
    for (AssignmentPolicy policy : List.of(new Genetic(), new AntColony())) {
      if (perfect(instance, best) || budget.over()) {
        return best;
      }
      best = better(instance, best, policy.propose(instance, budget.part(FOR_EXACT)));
    }
    return best;
  }

  /** The better plan, with the better bound and all notes. */
  static Proposal better(Instance instance, Proposal one, Proposal other) {
    Score its = Score.of(instance.problem(), one.assignment());
    Score others = Score.of(instance.problem(), other.assignment());
    Proposal better = others.betterThan(its) ? other : one;
    List<String> notes = new ArrayList<>(one.notes());
    notes.addAll(other.notes());
    return new Proposal(
        better.policy(),
        better.assignment(),
        Policies.tighter(instance, one.bound(), other.bound()),
        notes);
  }

  static boolean perfect(Instance instance, Proposal proposal) {
    double bound = Bounds.of(instance);
    if (proposal.bound().isPresent()) {
      bound = instance.problem().objective().tighter(bound, proposal.bound().getAsDouble());
    }
    Score score = Score.of(instance.problem(), proposal.assignment());
    return score.missing() == 0
        && Amounts.within(score.toMinimise(), instance.problem().objective().toMinimise(bound));
  }
}
