package org.paceline.assign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The best plan, proven where the time is enough: constraint programming by OR-Tools CP-SAT, which
 * begins with the best plan of the quick policies.
 *
 * <p>L. Perron, F. Didier, S. Gay, The CP-SAT-LP solver, CP 2023.
 */
final class Exact implements AssignmentPolicy {

  private static final String NAME = "exact";

  /** Above, making the model takes longer than other policies need for good plans. */
  private static final int MOST_INTERVALS_A_SECOND = 5_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    return propose(instance, budget, Policies.quickest(instance, budget));
  }

  /** Goes on from a plan. */
  Proposal propose(Instance instance, Budget budget, Proposal start) {
    long most = (long) (MOST_INTERVALS_A_SECOND * budget.secondsLeft());
    if ((long) instance.tasks() * instance.machines() > most) {
      return noted(
          start,
          "%s tasks on %s machines are more than the %s intervals for which the exact solver has the time"
              .formatted(instance.tasks(), instance.machines(), most));
    }
    try {
      return improved(instance, start, SolverProcess.solve(instance.problem(), start, budget));
    } catch (SolverException e) {
      return noted(start, "the exact solver cannot be used: " + e.getMessage());
    }
  }

  private static Proposal noted(Proposal start, String note) {
    List<String> notes = new ArrayList<>(start.notes());
    notes.add(note);
    return new Proposal(start.policy(), start.assignment(), start.bound(), notes);
  }

  static Proposal improved(Instance instance, Proposal start, SolverReply reply) {
    if (reply.infeasible() && !start.assignment().missing(instance.problem()).isEmpty()) {
      return noted(
          start, "no plan has all tasks that it must have: the exact solver has proven it");
    }
    BestSoFar best = new BestSoFar(instance);
    best.take(start.assignment());
    if (!reply.placements().isEmpty()) {
      best.take(replay(instance, reply));
    }
    return new Proposal(
        reply.placements().isEmpty() ? start.policy() : NAME,
        best.plan(),
        Policies.tighter(instance, start.bound(), reply.bound()),
        start.notes());
  }

  /**
   * The solver's plan with exact times, in the order of its starts: those may be later, as they are
   * whole units.
   */
  private static ScheduleBuilder replay(Instance instance, SolverReply reply) {
    ScheduleBuilder plan = new ScheduleBuilder(instance);
    reply.placements().stream()
        .sorted(
            Comparator.comparingDouble(SolverReply.Place::start)
                .thenComparing(place -> position(instance, place.task())))
        .filter(place -> !Double.isNaN(plan.earliestStart(place.task(), place.machine())))
        .forEach(place -> plan.place(place.task(), place.machine()));
    return plan;
  }

  private static int position(Instance instance, int task) {
    int[] order = instance.graph().order();
    for (int k = 0; k < order.length; k++) {
      if (order[k] == task) {
        return k;
      }
    }
    throw new IllegalStateException("task " + task + " is in no order");
  }
}
