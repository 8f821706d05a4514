package org.paceline.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.paceline.assign.cpsat.SolverHere;

/** The solver's model beside the best of all plans of small problems. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ExactTest {

  private static final int PROBLEMS = 1_500;
  private static final int ODD_PROBLEMS = 1_500;

  @BeforeAll
  static void load() {
    SolverHere.load(Path.of("target/solver/ortools-linux-x86-64"));
  }

  @Test
  void findsAndProvesTheBest() {
    checkAll(RandomProblems::of, PROBLEMS);
  }

  @Test
  void alsoWhereCopiesHaveBegunAndNumbersAreOdd() {
    checkAll(RandomProblems::odd, ODD_PROBLEMS);
  }

  private static void checkAll(LongFunction<AssignmentProblem> problems, int number) {
    int checked = 0;
    for (long seed = 0; checked < number; seed++) {
      AssignmentProblem problem = PoliciesAgainstBruteForceTest.valid(problems, seed);
      if (problem != null) {
        checked++;
        check(problem, seed);
      }
    }
  }

  private static void check(AssignmentProblem problem, long seed) {
    double best = BruteForce.best(problem);
    Solution found =
        new Assigner(new InThisProcess()).assign(problem, Budget.of(60, seed, System::nanoTime));
    String what = "seed %s: %s for %s".formatted(seed, found, problem);
    if (Double.isNaN(best)) {
      assertThat(found.missing()).as(what).isNotEmpty();
      assertThat(found.notes())
          .as(what)
          .containsExactly(
              "no plan has all tasks that it must have: the exact solver has proven it");
      return;
    }
    double rounding = PoliciesAgainstBruteForceTest.rounding(problem, best);
    assertThat(found.notes()).as(what).isEmpty();
    assertThat(found.missing()).as(what).isEmpty();
    assertThat(found.objective()).as(what).isCloseTo(best, within(rounding));
    assertThat(found.bound()).as(what).isCloseTo(best, within(rounding));
    assertThat(found.optimal()).as(what).isTrue();
  }

  /** The exact policy, but for its process. */
  private static final class InThisProcess implements AssignmentPolicy {

    @Override
    public String name() {
      return "exact";
    }

    @Override
    public Proposal propose(Instance instance, Budget budget) {
      Proposal start = Policies.quickest(instance, budget);
      String request = SolverJson.request(instance.problem(), start, budget);
      return Exact.improved(instance, start, SolverJson.reply(SolverHere.solve(request)));
    }
  }

  @Test
  void isAProcessOfItsOwn() {
    AssignmentProblem problem = Examples.unlikeSpeeds();
    Solution found = new Assigner(new Exact()).assign(problem, Budget.of(60, 1, System::nanoTime));
    assertThat(found.notes()).isEmpty();
    assertThat(found.policy()).isEqualTo("exact");
    assertThat(found.objective()).isCloseTo(3.8, within(1e-9));
    assertThat(found.optimal()).isTrue();
  }
}
