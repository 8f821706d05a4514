package org.paceline.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {

  private static final Machine SLOW = Machine.of("slow", Resources.NONE);

  private static AssignmentProblem alike(int tasks, Machine... machines) {
    List<Task> all =
        IntStream.range(0, tasks).mapToObj(i -> Task.named("t" + i).withWork(3)).toList();
    return new AssignmentProblem(all, List.of(machines), Objective.MAKESPAN);
  }

  private static Solution solve(String policy, AssignmentProblem problem) {
    return new Assigner(Policies.named(policy)).assign(problem, Budget.of(60, 7, System::nanoTime));
  }

  private static Machine named(String id, double speed) {
    return Machine.of(id, Resources.NONE).withSpeed(speed);
  }

  private static List<String> machinesInOrderOfTasks(Solution plan) {
    return plan.assignment().placements().stream()
        .sorted(java.util.Comparator.comparing(Placement::task))
        .map(Placement::machine)
        .toList();
  }

  @Test
  void roundRobinTakesTurns() {
    Solution plan = solve("round-robin", alike(5, named("a", 1), named("b", 1), named("c", 9)));
    assertThat(machinesInOrderOfTasks(plan)).containsExactly("a", "b", "c", "a", "b");
  }

  @Test
  void weightedGivesAFastMachineMoreTurns() {
    Solution plan = solve("weighted", alike(8, named("a", 1), named("b", 3)));
    assertThat(machinesInOrderOfTasks(plan))
        .containsExactly("b", "a", "b", "b", "b", "a", "b", "b");
  }

  @Test
  void leastLoadedEvensTheBusySeconds() {
    Solution plan = solve("least-loaded", alike(4, named("a", 1), named("b", 3)));
    assertThat(plan.assignment().makespan()).isEqualTo(3);
    assertThat(machinesInOrderOfTasks(plan)).containsExactlyInAnyOrder("a", "b", "b", "b");
  }

  @Test
  void sharesAreByPriorityAndFreeCapacity() {
    Machine half = new Machine("half", Resources.of("cores", 4), 1, List.of(), 1, 0);
    Machine free = new Machine("free", Resources.of("cores", 4), 1, List.of(), 3, 0);
    Task running =
        Task.named("running")
            .withWork(9)
            .withDemand(Resources.of("cores", 2))
            .begun(new Begun("half", 0, java.util.OptionalDouble.empty()));
    AssignmentProblem problem =
        new AssignmentProblem(
            List.of(running), List.of(half, free), Objective.MAKESPAN, Holding.WHILE_RUNNING, 1);
    assertThat(ProportionalShare.shares(new Instance(problem))).containsExactly(0.5 / 3.5, 3 / 3.5);
  }

  @TestFactory
  List<DynamicTest> theSameSeedGivesTheSamePlan() {
    List<DynamicTest> tests = new ArrayList<>();
    for (AssignmentPolicy policy : PoliciesAgainstBruteForceTest.IN_THIS_PROCESS) {
      tests.add(
          DynamicTest.dynamicTest(
              policy.name(),
              () ->
                  assertThat(solve(policy.name(), Examples.tenTasks()).assignment())
                      .isEqualTo(solve(policy.name(), Examples.tenTasks()).assignment())));
    }
    return tests;
  }

  @Test
  void anUnknownNameIsRefusedWithAllThatThereAre() {
    assertThatThrownBy(() -> Policies.named("fastest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the policy must be best, priority, round-robin, random, least-loaded, weighted,"
                + " proportional, lpt, heft, regret, linear, genetic, ant-colony, exact, not 'fastest'");
  }

  @Test
  void withoutTheExactSolverTheBestOfTheOthersIsFoundAndANoteSaysWhy(@TempDir Path empty) {
    System.setProperty(SolverFiles.PROPERTY, empty.toString());
    try {
      Solution plan = solve("best", Examples.tenTasks());
      assertThat(plan.notes())
          .containsExactly(
              "the exact solver cannot be used: OR-Tools is not here: %s has no folder ortools-linux-x86-64 (the jobs jar comes without)"
                  .formatted(empty));
      assertThat(plan.objective()).isBetween(73.0, 80.0);
      assertThat(plan.policy()).isNotEqualTo("exact");
    } finally {
      System.clearProperty(SolverFiles.PROPERTY);
    }
  }

  @Test
  void copiesLandOnDifferentMachinesAndAFollowerTakesTheFirst() {
    Task twice = Task.named("twice").withWork(6).withCopies(2);
    Task next = Task.named("next").withWork(3).after("twice", 1);
    AssignmentProblem problem =
        new AssignmentProblem(
            List.of(twice, next), List.of(SLOW, named("fast", 3)), Objective.MAKESPAN);
    Solution plan = solve("exact", problem);
    assertThat(plan.assignment().placements())
        .containsExactlyInAnyOrder(
            new Placement("twice", "slow", 0, 6),
            new Placement("twice", "fast", 0, 2),
            new Placement("next", "fast", 2, 3));
    assertThat(plan.optimal()).isTrue();
  }
}
