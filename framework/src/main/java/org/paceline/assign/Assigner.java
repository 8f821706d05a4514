package org.paceline.assign;

import java.util.List;

/** Runs a policy, and tells of what it finds how good it is. */
public final class Assigner {

  private final AssignmentPolicy policy;

  /**
   * Takes a policy.
   *
   * @param policy such as {@link Policies#best}
   */
  public Assigner(AssignmentPolicy policy) {
    this.policy = policy;
  }

  /**
   * Plans.
   *
   * @param problem tasks and machines
   * @param budget how long to search
   * @return the plan; where it lacks required tasks, {@link Solution#missing} names them
   */
  public Solution assign(AssignmentProblem problem, Budget budget) {
    double begin = budget.clock();
    FromNow clock = new FromNow(problem);
    Instance instance = new Instance(clock.problem());
    Proposal proposal = policy.propose(instance, budget);
    double seconds = budget.clock() - begin;
    requireKept(PlanRules.broken(clock.problem(), proposal.assignment()), proposal);
    return solution(problem, clock, instance, proposal, seconds);
  }

  private static Solution solution(
      AssignmentProblem problem,
      FromNow clock,
      Instance instance,
      Proposal proposal,
      double seconds) {
    double bound = Bounds.of(instance);
    if (proposal.bound().isPresent()) {
      bound = problem.objective().tighter(bound, proposal.bound().getAsDouble());
    }
    Assignment plan = clock.later(proposal.assignment());
    List<String> missing = plan.missing(problem);
    return new Solution(
        proposal.policy(),
        plan,
        missing,
        missing.isEmpty()
            ? clock.later(proposal.assignment().objective(clock.problem()))
            : plan.objective(problem),
        clock.later(bound),
        clock.later(0),
        seconds,
        proposal.notes());
  }

  private static void requireKept(List<String> broken, Proposal proposal) {
    if (!broken.isEmpty()) {
      throw new IllegalStateException(
          "policy %s made a plan that breaks rules: %s".formatted(proposal.policy(), broken));
    }
  }
}
