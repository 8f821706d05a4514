package org.paceline.assign;

import java.util.ArrayList;
import java.util.List;

/** Runs policies, and tells of what they find how good it is. */
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
   * @param budget how long to search at most
   * @return the plan; where it lacks required tasks, {@link Solution#missing} names them
   * @throws InfeasibleException where it is proven that no plan has all required tasks
   */
  public Solution assign(AssignmentProblem problem, Budget budget) {
    Instance instance = new Instance(problem);
    double begin = budget.clock();
    Proposal proposal = policy.propose(instance, budget);
    double seconds = budget.clock() - begin;
    requireKept(PlanRules.broken(problem, proposal.assignment()), proposal);
    return solution(instance, proposal, seconds);
  }

  private static Solution solution(Instance instance, Proposal proposal, double seconds) {
    AssignmentProblem problem = instance.problem();
    double bound = Bounds.of(instance);
    if (proposal.bound().isPresent()) {
      bound = problem.objective().tighter(bound, proposal.bound().getAsDouble());
    }
    List<String> notes = new ArrayList<>(proposal.notes());
    return new Solution(
        proposal.policy(),
        proposal.assignment(),
        proposal.assignment().missing(problem),
        proposal.assignment().objective(problem),
        bound,
        seconds,
        notes);
  }

  private static void requireKept(List<String> broken, Proposal proposal) {
    if (!broken.isEmpty()) {
      throw new IllegalStateException(
          "policy %s made a plan that breaks rules: %s".formatted(proposal.policy(), broken));
    }
  }
}
