package org.paceline.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no problem is refused, with the rule and the value. */
class AssignmentProblemTest {

  private static final Machine SMALL = Machine.of("small", Resources.of("cores", 2));
  private static final Machine LARGE = Machine.of("large", Resources.of("cores", 8));

  private static void refused(String message, Objective objective, Task... tasks) {
    assertThatThrownBy(
            () -> new AssignmentProblem(List.of(tasks), List.of(SMALL, LARGE), objective))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void namesAreDifferent() {
    refused(
        "the names of tasks must be different, but two are 'a'",
        Objective.MAKESPAN,
        Task.named("a"),
        Task.named("a"));
  }

  @Test
  void dependenciesAreKnownAndHaveNoCircle() {
    refused(
        "task a is after 'b', which is no task", Objective.MAKESPAN, Task.named("a").after("b", 0));
    refused(
        "tasks must not wait for each other in a circle, as among [a, b, c]",
        Objective.MAKESPAN,
        Task.named("a").after("b", 0),
        Task.named("b").after("a", 0),
        Task.named("c").after("b", 0),
        Task.named("d"));
  }

  @Test
  void machinesAreKnown() {
    refused(
        "task a names 'tiny', which is no machine",
        Objective.MAKESPAN,
        Task.named("a").on("tiny", Fit.USUAL));
  }

  @Test
  void aRequiredTaskFitsSomewhere() {
    refused(
        "task a needs a machine with the capacity and the hours for it, but there is none",
        Objective.MAKESPAN,
        Task.named("a").withDemand(Resources.of("cores", 9)));
    refused(
        "task a needs 2 machines with the capacity and the hours for it, but there is 1",
        Objective.MAKESPAN,
        Task.named("a").withCopies(2).withDemand(Resources.of("cores", 5)));
  }

  @Test
  void anOptionalTaskThatFitsNowhereIsLeftOut() {
    Task tooLarge = Task.named("a").withDemand(Resources.of("cores", 9));
    AssignmentProblem problem =
        new AssignmentProblem(List.of(tooLarge), List.of(SMALL), Objective.VALUE);
    Solution found =
        new Assigner(Policies.best()).assign(problem, Budget.of(60, 1, System::nanoTime));
    assertThat(found.assignment().placements()).isEmpty();
    assertThat(found.optimal()).isTrue();
  }

  @Test
  void latenessNeedsADeadline() {
    refused(
        "lateness needs a task with a deadline, and there is none",
        Objective.LATENESS,
        Task.named("a"));
  }

  @Test
  void numbersKeepTheirRanges() {
    assertThatThrownBy(() -> Task.named("a").withWork(-1))
        .hasMessage("the work of task a must be at least 0 and finite, not -1.0");
    assertThatThrownBy(() -> Task.named("a").withPriority(Double.NaN))
        .hasMessage("the priority of task a must be at least 0 and finite, not NaN");
    assertThatThrownBy(() -> Task.named("a").withCopies(0))
        .hasMessage("task a must have at least 1 copy, not 0");
    assertThatThrownBy(() -> Task.named("a").after("b", -2))
        .hasMessage("the transfer of the data of task b must be at least 0 and finite, not -2.0");
    assertThatThrownBy(() -> SMALL.withSpeed(0))
        .hasMessage("the speed of machine small must be above 0 and finite, not 0.0");
    assertThatThrownBy(() -> SMALL.withHours(List.of(new Window(5, 9), new Window(0, 6))))
        .hasMessage(
            "the hours of machine small must be in order and apart, not Window[from=5.0, until=9.0]"
                + " before Window[from=0.0, until=6.0]");
    assertThatThrownBy(() -> Task.named("a").withWork(1e16))
        .hasMessage("the work of task a must be at most 1.0E15, not 1.0E16");
    assertThatThrownBy(() -> Resources.of("cores", Double.POSITIVE_INFINITY))
        .hasMessage("the amount of cores must be at least 0 and finite, not Infinity");
  }
}
