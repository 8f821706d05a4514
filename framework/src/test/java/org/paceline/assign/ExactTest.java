package org.paceline.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.paceline.assign.cpsat.InThisProcess;

/** The solver's model beside the best of all plans of small problems. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ExactTest {

  private static final int PROBLEMS = 2_000;
  private static final double ROUNDING = 1e-6;

  @BeforeAll
  static void load() {
    InThisProcess.load(Path.of("target/solver/ortools-linux-x86-64"));
  }

  @Test
  void findsAndProvesTheBest() {
    AtomicInteger problems = new AtomicInteger();
    for (long seed = 0; problems.get() < PROBLEMS; seed++) {
      AssignmentProblem problem = PoliciesAgainstBruteForceTest.valid(seed);
      if (problem != null) {
        problems.incrementAndGet();
        check(problem, seed);
      }
    }
  }

  private static void check(AssignmentProblem problem, long seed) {
    double best = BruteForce.best(problem);
    Instance instance = new Instance(problem);
    Budget budget = Budget.of(60, seed, System::nanoTime);
    Proposal start = Policies.quickest(instance, budget);
    SolverReply reply =
        SolverJson.reply(InThisProcess.solve(SolverJson.request(problem, start, budget)));
    String what = "seed %s: %s".formatted(seed, problem);
    assertThat(reply.infeasible()).as(what).isEqualTo(Double.isNaN(best));
    if (Double.isNaN(best)) {
      assertThatThrownBy(() -> Exact.improved(instance, start, reply))
          .isInstanceOf(InfeasibleException.class)
          .hasMessage("no plan has all tasks: the exact solver has proven it");
      return;
    }
    Proposal found = Exact.improved(instance, start, reply);
    assertThat(PlanRules.broken(problem, found.assignment())).as(what).isEmpty();
    assertThat(found.assignment().missing(problem)).as(what).isEmpty();
    assertThat(found.assignment().objective(problem)).as(what).isCloseTo(best, within(ROUNDING));
    assertThat(found.bound().getAsDouble()).as(what).isCloseTo(best, within(ROUNDING));
  }

  @Test
  void isAProcessOfItsOwn() {
    AssignmentProblem problem = Examples.unlikeSpeeds();
    Solution found = new Assigner(new Exact()).assign(problem, Budget.of(60, 1, System::nanoTime));
    assertThat(found.notes()).isEmpty();
    assertThat(found.policy()).isEqualTo("exact");
    assertThat(found.objective()).isCloseTo(3.8, within(ROUNDING));
    assertThat(found.optimal()).isTrue();
  }
}
