package org.paceline.assign;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Solves the problem as if tasks could be cut, which bounds every plan, then sends each task whole
 * to the machine that had most of it, and single tasks elsewhere while that helps: maximise Σ p_i
 * x_ij subject to Σ_i d_i x_ij ≤ r_j, Σ_j x_ij ≤ 1, 0 ≤ x_ij ≤ 1, or the like for the other
 * objectives; by ojAlgo.
 *
 * <p>J. K. Lenstra, D. B. Shmoys, É. Tardos, Approximation algorithms for scheduling unrelated
 * parallel machines, Math. Programming 46 (1990).
 */
final class LinearProgramme implements AssignmentPolicy {

  /** Above, a programme of this kind takes longer than other policies need for better plans. */
  private static final int MOST_VARIABLES = 20_000;

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    if ((long) instance.tasks() * instance.machines() > MOST_VARIABLES) {
      return without(
          instance,
          budget,
          "%s tasks on %s machines are more than the %s variables that the linear programme takes; priority first was used"
              .formatted(instance.tasks(), instance.machines(), MOST_VARIABLES));
    }
    Optional<Relaxation.Cut> cut = new Relaxation(instance).solve(budget);
    return cut.map(found -> rounded(instance, budget, found))
        .orElseGet(
            () ->
                without(
                    instance,
                    budget,
                    "the linear programme was not solved in time; priority first was used"));
  }

  private Proposal without(Instance instance, Budget budget, String note) {
    Assignment plan = new PriorityFirst().propose(instance, budget).assignment();
    return new Proposal(name(), plan, OptionalDouble.empty(), List.of(note));
  }

  private Proposal rounded(Instance instance, Budget budget, Relaxation.Cut cut) {
    MachineChoice otherwise = new BestForObjective(instance);
    MachineChoice most =
        (plan, task, machine) ->
            cut.parts()[task][machine] > 1e-6
                ? -1e12 * cut.parts()[task][machine]
                : otherwise.badness(plan, task, machine);
    double[] ranks =
        instance.problem().objective().timed()
            ? Ranks.upward(instance)
            : Ranks.of(instance, i -> largest(cut.parts()[i]));
    BestSoFar best = new BestSoFar(instance);
    best.take(new ListScheduling(instance, ranks, most).build());
    if (instance.problem().holding() == Holding.WHOLE_PLAN) {
      Shifts.improve(instance, budget, best);
    }
    return new Proposal(name(), best.plan(), OptionalDouble.of(cut.bound()), List.of());
  }

  private static double largest(double[] parts) {
    double largest = 0;
    for (double part : parts) {
      largest = Math.max(largest, part);
    }
    return largest;
  }
}
