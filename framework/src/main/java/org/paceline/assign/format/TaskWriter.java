package org.paceline.assign.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.paceline.assign.Begun;
import org.paceline.assign.Dependency;
import org.paceline.assign.Fit;
import org.paceline.assign.Task;

/** A task as JSON. */
final class TaskWriter {

  private TaskWriter() {}

  static ObjectNode write(Task task) {
    ObjectNode node = JsonText.JSON.createObjectNode();
    node.put("id", task.id());
    node.put("priority", task.priority());
    node.put("work", task.work());
    task.demand().ifPresent(demand -> node.set("demand", MachineJson.write(demand)));
    task.on().forEach((machine, fit) -> write(fit, node.withObject("/on").putObject(machine)));
    task.deadline().ifPresent(second -> node.put("deadline", second));
    task.after().forEach(dependency -> write(dependency, node.withArray("after")));
    node.put("copies", task.copies());
    node.put("required", task.need() == Task.Need.REQUIRED);
    task.begun().forEach(copy -> write(copy, node.withArray("begun").addObject()));
    return node;
  }

  private static void write(Fit fit, ObjectNode node) {
    fit.seconds().ifPresent(it -> node.put("seconds", it));
    fit.value().ifPresent(it -> node.put("value", it));
    fit.cost().ifPresent(it -> node.put("cost", it));
    fit.demand().ifPresent(it -> node.set("demand", MachineJson.write(it)));
  }

  private static void write(Dependency dependency, ArrayNode array) {
    array.addObject().put("task", dependency.task()).put("seconds", dependency.transferSeconds());
  }

  private static void write(Begun copy, ObjectNode node) {
    node.put("machine", copy.machine()).put("start", copy.start());
    copy.finish().ifPresent(second -> node.put("finish", second));
  }
}
