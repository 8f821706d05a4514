package org.paceline.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What policies come to, beside the best of all plans of small problems. */
class PoliciesAgainstBruteForceTest {

  private static final int PROBLEMS = 3_000;
  private static final double ROUNDING = 1e-6;

  static final List<AssignmentPolicy> IN_THIS_PROCESS =
      Policies.all().stream().filter(policy -> !(policy instanceof Exact)).toList();

  @Test
  void noPolicyBreaksARuleOrIsBetterThanTheBestAndNoBoundIsAboveIt() {
    int problems = 0;
    for (long seed = 0; problems < PROBLEMS; seed++) {
      AssignmentProblem problem = valid(seed);
      if (problem == null) {
        continue;
      }
      problems++;
      double best = BruteForce.best(problem);
      for (AssignmentPolicy policy : IN_THIS_PROCESS) {
        if (seed % 10 == 0 || !searches(policy)) {
          check(problem, policy, best, seed);
        }
      }
    }
  }

  /** Some thousand plans for one: of these, fewer problems are enough. */
  private static boolean searches(AssignmentPolicy policy) {
    return policy instanceof Genetic || policy instanceof AntColony;
  }

  private static void check(
      AssignmentProblem problem, AssignmentPolicy policy, double best, long seed) {
    // Assigner itself refuses a plan that breaks a rule.
    Solution found = new Assigner(policy).assign(problem, Budget.of(60, seed, System::nanoTime));
    String what = "%s, seed %s: %s against %s".formatted(policy.name(), seed, found, best);
    if (Double.isNaN(best)) {
      assertThat(found.missing()).as(what).isNotEmpty();
      return;
    }
    Objective objective = problem.objective();
    double bestToMinimise = objective.toMinimise(best);
    if (found.missing().isEmpty()) {
      assertThat(objective.toMinimise(found.objective()))
          .as(what)
          .isGreaterThanOrEqualTo(bestToMinimise - ROUNDING);
    }
    assertThat(objective.toMinimise(found.bound()))
        .as("bound of " + what)
        .isLessThanOrEqualTo(bestToMinimise + ROUNDING);
    if (found.optimal()) {
      assertThat(found.objective()).as(what).isCloseTo(best, within(ROUNDING));
    }
  }

  /** Of all that chance makes, what is a problem. */
  static AssignmentProblem valid(long seed) {
    try {
      return RandomProblems.of(seed);
    } catch (IllegalArgumentException noMachineForATask) {
      return null;
    }
  }
}
