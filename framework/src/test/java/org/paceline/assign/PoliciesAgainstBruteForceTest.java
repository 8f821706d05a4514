package org.paceline.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** What policies come to, beside the best of all plans of small problems. */
class PoliciesAgainstBruteForceTest {

  private static final int PROBLEMS = 2_000;
  private static final int ODD_PROBLEMS = 2_000;

  static final List<AssignmentPolicy> IN_THIS_PROCESS =
      Policies.all().stream().filter(policy -> !(policy instanceof Exact)).toList();

  @Test
  void noPolicyBreaksARuleOrIsBetterThanTheBestAndNoBoundIsAboveIt() {
    checkAll(RandomProblems::of, PROBLEMS);
  }

  @Test
  void norWhereCopiesHaveBegunAndNumbersAreOdd() {
    checkAll(RandomProblems::odd, ODD_PROBLEMS);
  }

  private static void checkAll(LongFunction<AssignmentProblem> problems, int number) {
    int checked = 0;
    for (long seed = 0; checked < number; seed++) {
      AssignmentProblem problem = valid(problems, seed);
      if (problem == null) {
        continue;
      }
      checked++;
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
    double rounding = rounding(problem, best);
    double bestToMinimise = objective.toMinimise(best);
    if (found.missing().isEmpty()) {
      assertThat(objective.toMinimise(found.objective()))
          .as(what)
          .isGreaterThanOrEqualTo(bestToMinimise - rounding)
          .isGreaterThanOrEqualTo(objective.toMinimise(found.bound()) - rounding);
    }
    assertThat(objective.toMinimise(found.bound()))
        .as("bound of " + what)
        .isLessThanOrEqualTo(bestToMinimise + rounding);
    if (found.optimal()) {
      assertThat(found.objective()).as(what).isCloseTo(best, within(rounding));
    }
  }

  /** On a clock since 1970 a second has seven digits. */
  static double rounding(AssignmentProblem problem, double best) {
    return Math.max(1e-9 * Math.abs(best - problem.now()), 20 * Math.ulp(best));
  }

  /** Of all that chance makes, what is a problem. */
  static AssignmentProblem valid(LongFunction<AssignmentProblem> problems, long seed) {
    try {
      return problems.apply(seed);
    } catch (IllegalArgumentException noMachineForATask) {
      return null;
    }
  }
}
