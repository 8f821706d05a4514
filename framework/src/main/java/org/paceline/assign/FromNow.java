package org.paceline.assign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A problem on a clock that begins now. On a clock of seconds since 1970 the rounding of sums would
 * be as large as a short task.
 */
final class FromNow {

  private final AssignmentProblem given;
  private final AssignmentProblem problem;
  private final Map<String, Task> tasks;

  FromNow(AssignmentProblem given) {
    this.given = given;
    this.tasks = AssignmentProblem.byName(given.tasks(), Task::id, "tasks");
    this.problem =
        given.now() == 0
            ? given
            : new AssignmentProblem(
                given.tasks().stream().map(this::earlier).toList(),
                given.machines().stream().map(this::earlier).toList(),
                given.objective(),
                given.holding(),
                0);
  }

  AssignmentProblem problem() {
    return problem;
  }

  private Task earlier(Task task) {
    Task earlier = task.withoutBegun();
    if (task.deadline().isPresent()) {
      earlier = earlier.withDeadline(earlier(task.deadline().getAsDouble()));
    }
    for (Begun begun : task.begun()) {
      OptionalDouble finish =
          begun.finish().isPresent()
              ? OptionalDouble.of(earlier(begun.finish().getAsDouble()))
              : OptionalDouble.empty();
      earlier = earlier.begun(new Begun(begun.machine(), earlier(begun.start()), finish));
    }
    return earlier;
  }

  private Machine earlier(Machine machine) {
    List<Window> hours = new ArrayList<>();
    for (Window window : machine.hours()) {
      double from = earlier(window.from());
      boolean always = from <= 0 && Double.isInfinite(window.until());
      hours.add(always ? Window.ALWAYS : new Window(from, earlier(window.until())));
    }
    return machine.withHours(hours);
  }

  /** To the microsecond where the given clock knows no better. */
  private double earlier(double moment) {
    double second = moment - given.now();
    double whole = Math.rint(second * 1e6) / 1e6;
    return Math.abs(second - whole) <= 2 * Math.ulp(moment) ? whole : second;
  }

  /** A plan on the given clock; what has begun as it was given, to the last bit. */
  Assignment later(Assignment plan) {
    return given.now() == 0
        ? plan
        : new Assignment(plan.placements().stream().map(this::later).toList());
  }

  private Placement later(Placement placed) {
    Task task = tasks.get(placed.task());
    for (Begun begun : task.begun()) {
      if (begun.machine().equals(placed.machine())) {
        double seconds = TaskOnMachine.seconds(task, given.machine(placed.machine()));
        double finish = begun.finish().orElse(begun.start() + seconds);
        return new Placement(placed.task(), placed.machine(), begun.start(), finish);
      }
    }
    return new Placement(
        placed.task(),
        placed.machine(),
        placed.start() + given.now(),
        placed.finish() + given.now());
  }

  /** A bound, or another value of the objective, on the given clock. */
  double later(double bound) {
    return switch (given.objective()) {
      case VALUE, COST, LATENESS -> bound;
      case MAKESPAN -> bound + given.now();
      case WEIGHTED_COMPLETION ->
          bound + given.now() * given.tasks().stream().mapToDouble(Task::priority).sum();
    };
  }
}
