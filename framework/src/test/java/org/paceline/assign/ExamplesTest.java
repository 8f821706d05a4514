package org.paceline.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of papers and documents come out as there, or as the best of all plans. */
class ExamplesTest {

  @TestFactory
  Stream<DynamicTest> exactPoliciesReachTheOptimumOfTheExamples() {
    return Stream.of(new Best(), new Exact())
        .flatMap(
            policy ->
                Stream.of(Examples.fiveTasks(), Examples.unlikeSpeeds())
                    .map(
                        problem ->
                            DynamicTest.dynamicTest(policy.name(), () -> check(policy, problem))));
  }

  private static void check(AssignmentPolicy policy, AssignmentProblem problem) {
    Solution found = solve(policy, problem);
    assertThat(found.objective()).isCloseTo(BruteForce.best(problem), within(1e-9));
    assertThat(found.optimal()).isTrue();
  }

  @Test
  void theBestOfFiveTasksIsKnown() {
    assertThat(BruteForce.best(Examples.fiveTasks())).isEqualTo(12);
  }

  @Test
  void theBestOfUnlikeSpeedsIsTheFastestMachineOfEach() {
    Solution found = solve(new Best(), Examples.unlikeSpeeds());
    assertThat(found.assignment().placements())
        .extracting(Placement::task, Placement::machine)
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                org.assertj.core.groups.Tuple.tuple("t1", "c1"),
                org.assertj.core.groups.Tuple.tuple("t2", "c4")));
    assertThat(found.objective()).isCloseTo(3.8, within(1e-9));
  }

  @Test
  void heftComesToThePublished80() {
    assertThat(solve(new Heft(), Examples.tenTasks()).objective()).isEqualTo(80);
  }

  private static Solution solve(AssignmentPolicy policy, AssignmentProblem problem) {
    return new Assigner(policy).assign(problem, Budget.of(60, 1, System::nanoTime));
  }
}
