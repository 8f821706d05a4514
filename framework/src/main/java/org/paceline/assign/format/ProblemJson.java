package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Holding;
import org.paceline.assign.Machine;
import org.paceline.assign.Objective;
import org.paceline.assign.Task;
import org.paceline.base.FormatException;

/**
 * A problem as JSON, as {@code docs/assign.md} tells. What {@link #write} writes {@link #read}
 * reads as an equal problem, each number to the last bit.
 */
public final class ProblemJson {

  private ProblemJson() {}

  /**
   * Writes a problem.
   *
   * @param problem the problem
   * @return one line of JSON
   */
  public static String write(AssignmentProblem problem) {
    ObjectNode node = JsonText.JSON.createObjectNode();
    node.put("objective", problem.objective().title());
    node.put("holding", Holdings.title(problem.holding()));
    node.put("now", problem.now());
    problem.tasks().forEach(task -> node.withArray("tasks").add(TaskWriter.write(task)));
    problem.machines().forEach(it -> node.withArray("machines").add(MachineJson.write(it)));
    return JsonText.write(node);
  }

  /**
   * Reads a problem.
   *
   * @param text JSON
   * @return the problem
   * @throws FormatException naming the rule that is broken, the place and the value
   */
  public static AssignmentProblem read(String text) {
    String place = "the problem";
    Fields fields = Fields.of(JsonText.parse(text, place), place);
    List<Machine> machines = machines(fields.required("machines"), place);
    return read(fields, machines, Optional.empty(), TaskCheck.NONE);
  }

  /** The objective is what the caller wants, else what the text says, else the makespan. */
  static AssignmentProblem read(
      Fields fields, List<Machine> machines, Optional<Objective> wanted, TaskCheck check) {
    fields.node("machines");
    Optional<Objective> said = objective(fields);
    Objective objective = wanted.or(() -> said).orElse(Objective.MAKESPAN);
    Holding holding =
        fields
            .text("holding")
            .map(title -> Holdings.of(title, fields.place()))
            .orElse(Holding.usual(objective));
    double now = fields.number("now").orElse(0);
    Map<String, JsonNode> rows =
        Fields.elements(fields.required("tasks"), fields.place() + ": tasks");
    List<Task> tasks = tasks(rows, machines);
    fields.end();
    check.check(tasks, rows.values(), machines, objective);
    return Rules.kept(
        fields.place(), () -> new AssignmentProblem(tasks, machines, objective, holding, now));
  }

  /** Tasks by the place where each stands. */
  static AssignmentProblem read(
      Map<String, JsonNode> rows,
      String file,
      List<Machine> machines,
      Optional<Objective> wanted,
      TaskCheck check) {
    Objective objective = wanted.orElse(Objective.MAKESPAN);
    List<Task> tasks = tasks(rows, machines);
    check.check(tasks, rows.values(), machines, objective);
    return Rules.kept(file, () -> new AssignmentProblem(tasks, machines, objective));
  }

  private static Optional<Objective> objective(Fields fields) {
    return fields
        .text("objective")
        .map(title -> Rules.kept(fields.place(), () -> Objective.of(title)));
  }

  static List<Machine> machines(JsonNode array, String file) {
    return machines(Fields.elements(array, file + ": machines"));
  }

  static List<Machine> machines(Map<String, JsonNode> rows) {
    List<Machine> machines = new ArrayList<>();
    rows.forEach((place, row) -> machines.add(MachineJson.read(row, place)));
    return machines;
  }

  private static List<Task> tasks(Map<String, JsonNode> rows, List<Machine> machines) {
    List<Task> tasks = new ArrayList<>();
    rows.forEach((place, row) -> tasks.add(TaskReader.read(row, place, machines)));
    return tasks;
  }
}
