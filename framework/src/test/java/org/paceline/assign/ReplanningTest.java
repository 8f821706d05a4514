package org.paceline.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Planning anew in the midst of a plan. */
class ReplanningTest {

  private static final int PROBLEMS = 500;

  @Test
  void whatHasBegunStaysWhereItIsAndTheRestBeginsLater() {
    int replanned = 0;
    for (long seed = 0; replanned < PROBLEMS; seed++) {
      AssignmentProblem problem = PoliciesAgainstBruteForceTest.valid(RandomProblems::of, seed);
      if (problem == null) {
        continue;
      }
      Budget budget = Budget.of(60, seed, System::nanoTime);
      Solution plan = new Assigner(new Heft()).assign(problem, budget);
      double middle = (problem.now() + plan.assignment().makespan()) / 2;
      if (!plan.missing().isEmpty() || plan.assignment().makespan() <= problem.now()) {
        continue;
      }
      replanned++;
      AssignmentProblem rest = problem.from(plan.assignment(), middle);
      for (AssignmentPolicy policy : PoliciesAgainstBruteForceTest.IN_THIS_PROCESS) {
        Solution later = new Assigner(policy).assign(rest, budget);
        assertThat(later.assignment().placements())
            .as("%s, seed %s", policy.name(), seed)
            .containsAll(begun(plan, middle))
            .allMatch(placed -> placed.start() >= middle || begun(plan, middle).contains(placed));
        if (alwaysFits(rest)) {
          assertThat(later.missing()).as("%s, seed %s", policy.name(), seed).isEmpty();
        }
        if (later.missing().isEmpty()) {
          assertThat(rest.objective().toMinimise(later.bound()))
              .isLessThanOrEqualTo(rest.objective().toMinimise(later.objective()) + 1e-6);
        }
      }
    }
  }

  /** Where machines are always there and tasks may follow each other, every one finds a place. */
  private static boolean alwaysFits(AssignmentProblem problem) {
    return problem.holding() == Holding.WHILE_RUNNING
        && problem.machines().stream()
            .allMatch(machine -> machine.hours().equals(List.of(Window.ALWAYS)));
  }

  private static List<Placement> begun(Solution plan, double second) {
    return plan.assignment().placements().stream()
        .filter(placed -> placed.start() < second)
        .toList();
  }

  @Test
  void aTaskThatIsDoneEarlyLetsTheNextBeginAtOnce() {
    Task first = Task.named("first").withWork(10);
    Task second = Task.named("second").withWork(10).after("first", 0);
    List<Machine> machines = List.of(Machine.of("here", Resources.NONE));
    Task done = first.begun(new Begun("here", 0, java.util.OptionalDouble.of(4)));
    AssignmentProblem rest =
        new AssignmentProblem(
            List.of(done, second), machines, Objective.MAKESPAN, Holding.WHILE_RUNNING, 4);
    Solution plan = new Assigner(new Heft()).assign(rest, Budget.of(60, 1, System::nanoTime));
    assertThat(plan.assignment().placements())
        .containsExactly(
            new Placement("first", "here", 0, 4), new Placement("second", "here", 4, 14));
    assertThat(plan.optimal()).isTrue();
  }
}
