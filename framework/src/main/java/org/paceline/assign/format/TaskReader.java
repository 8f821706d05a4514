package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.paceline.assign.Begun;
import org.paceline.assign.Dependency;
import org.paceline.assign.Fit;
import org.paceline.assign.Machine;
import org.paceline.assign.Resources;
import org.paceline.assign.Task;

/** A task from JSON. */
final class TaskReader {

  private final Fields fields;
  private final List<Machine> machines;

  private TaskReader(Fields fields, List<Machine> machines) {
    this.fields = fields;
    this.machines = machines;
  }

  /** Calls it by its place until its name is known, and by both from then on. */
  static Task read(JsonNode node, String place, List<Machine> machines) {
    Fields unnamed = Fields.of(node, place);
    String id = unnamed.name("id");
    return new TaskReader(unnamed.called(place + ", task '" + id + "'"), machines).task(id);
  }

  private Task task(String id) {
    double priority = fields.number("priority").orElse(1);
    double work = fields.number("work").orElse(0);
    Optional<Resources> demand = fields.object("demand").map(MachineJson::resources);
    Map<String, Fit> on = new FitTables(fields, machines).fits();
    OptionalDouble deadline = fields.number("deadline");
    List<Dependency> after = after();
    int copies = fields.whole("copies").orElse(1);
    boolean required = fields.truth("required").orElse(false);
    List<Begun> begun = begun();
    fields.end();
    Task.Need need = required ? Task.Need.REQUIRED : Task.Need.USUAL;
    return Rules.kept(
        fields.place(),
        () -> new Task(id, priority, work, demand, on, deadline, after, copies, need, begun));
  }

  /** An array of names and of objects, or an object of seconds by name. */
  private List<Dependency> after() {
    List<Dependency> after = new ArrayList<>();
    Optional<JsonNode> node = fields.node("after");
    if (node.isPresent() && node.get().isObject()) {
      Fields seconds = fields.object("after").orElseThrow();
      seconds
          .numbers()
          .forEach((task, transfer) -> after.add(dependency(task, transfer, seconds.place())));
    } else {
      fields.array("after").forEach((place, each) -> after.add(dependency(each, place)));
    }
    return after;
  }

  private static Dependency dependency(JsonNode node, String place) {
    if (!node.isObject()) {
      return dependency(Fields.text(node, place), 0, place);
    }
    Fields of = Fields.of(node, place);
    String task = of.name("task");
    double seconds = of.number("seconds").orElse(0);
    of.end();
    return dependency(task, seconds, place);
  }

  private static Dependency dependency(String task, double seconds, String place) {
    return Rules.kept(place, () -> new Dependency(task, seconds));
  }

  private List<Begun> begun() {
    List<Begun> begun = new ArrayList<>();
    fields.array("begun").forEach((place, node) -> begun.add(begun(Fields.of(node, place))));
    return begun;
  }

  private static Begun begun(Fields of) {
    String machine = of.name("machine");
    JsonNode start = of.required("start");
    OptionalDouble finish = of.number("finish");
    of.end();
    double second = Fields.number(start, of.place() + ": start");
    return Rules.kept(of.place(), () -> new Begun(machine, second, finish));
  }
}
