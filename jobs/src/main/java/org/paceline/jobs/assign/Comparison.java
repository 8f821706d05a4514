package org.paceline.jobs.assign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.paceline.assign.Assigner;
import org.paceline.assign.AssignmentPolicy;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Budget;
import org.paceline.assign.Objective;
import org.paceline.assign.Policies;
import org.paceline.assign.Solution;

/** All policies on one problem, one after the other; each plan is held against the best bound. */
final class Comparison {

  private Comparison() {}

  static List<Solution> of(AssignmentProblem problem, Supplier<Budget> budget) {
    List<Solution> solutions = new ArrayList<>();
    for (AssignmentPolicy policy : Policies.all()) {
      Solution solution = new Assigner(policy).assign(problem, budget.get());
      // One that found nothing better may name another's plan.
      solutions.add(solution.with(policy.name(), solution.bound()));
    }
    double bound = bound(problem, solutions);
    return solutions.stream().map(it -> it.with(it.policy(), bound)).toList();
  }

  private static double bound(AssignmentProblem problem, List<Solution> solutions) {
    return solutions.stream()
        .mapToDouble(Solution::bound)
        .reduce(problem.objective() == Objective.VALUE ? Math::min : Math::max)
        .orElseThrow();
  }

  /** Of those that lack the fewest tasks the best, of equals the first. */
  static Solution best(AssignmentProblem problem, List<Solution> solutions) {
    int sign = problem.objective() == Objective.VALUE ? -1 : 1;
    return solutions.stream()
        .min(
            Comparator.comparingInt((Solution it) -> it.missing().size())
                .thenComparingDouble(it -> sign * it.objective()))
        .orElseThrow();
  }
}
