package org.paceline.jobs.assign;

import java.util.List;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Placement;
import org.paceline.assign.Solution;
import org.paceline.jobs.Table;

/** A plan for people, as a table or a picture, and for programs, as JSON. */
record Report(AssignmentProblem problem, Solution best, List<Solution> compared, long seed) {

  /** How many rows a table has, unless all are wanted. */
  static final int ROWS = 40;

  private static final String LINE = System.lineSeparator();

  String json() {
    return AssignDocument.of(this).json();
  }

  String picture() {
    return Picture.of(this);
  }

  String table(int most) {
    List<Placement> placements = best.assignment().placements();
    boolean timed = best.assignment().makespan() > 0;
    Table table =
        timed ? new Table("task", "machine", "start s", "finish s") : new Table("task", "machine");
    for (Placement each : placements.subList(0, Math.min(most, placements.size()))) {
      if (timed) {
        table.row(each.task(), each.machine(), time(each.start()), time(each.finish()));
      } else {
        table.row(each.task(), each.machine());
      }
    }
    int more = placements.size() - most;
    String rest = more > 0 ? "and %s more (--all shows them)".formatted(more) + LINE : "";
    return (placements.isEmpty() ? "" : table + rest + LINE) + machines() + LINE + summary();
  }

  private static String time(double second) {
    return Texts.number(second);
  }

  private String machines() {
    Table table = new Table("machine", "tasks", "utilisation");
    MachineUse.of(problem, best)
        .forEach(use -> table.row(use.machine(), use.tasks(), Texts.percent(use.utilisation())));
    return table.toString();
  }

  private String summary() {
    double completion = best.assignment().makespan();
    String value = problem.objective().title() + " " + Texts.number(best.objective());
    String time = completion > 0 ? "completion time %s s; ".formatted(time(completion)) : "";
    return value
        + ": "
        + Texts.quality(best)
        + LINE
        + time
        + "policy %s, %s s".formatted(best.policy(), Texts.number(best.seconds()))
        + LINE;
  }

  String comparison() {
    Table table =
        new Table(
            "policy", problem.objective().title(), "gap", "completion s", "seconds", "missing");
    for (Solution each : compared) {
      table.row(
          each.policy(),
          Texts.number(each.objective()),
          each.missing().isEmpty() ? Texts.percent(each.gap()) : "-",
          time(each.assignment().makespan()),
          Texts.number(each.seconds()),
          each.missing().size());
    }
    return table
        + LINE
        + "gap: how far at most from the best plan there is, by the bound %s"
            .formatted(Texts.number(best.bound()))
        + LINE
        + "best: "
        + summary();
  }
}
