package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.paceline.base.FormatException;

/**
 * How a task ran.
 *
 * @param place where the file tells
 * @param seconds how long it took
 * @param cores how many cores it had
 * @param memory what it held, in bytes; 0 where that is not told
 * @param priority at least 0
 * @param machine the first machine that it ran on
 */
record WfRun(
    String place,
    double seconds,
    double cores,
    double memory,
    double priority,
    Optional<String> machine) {

  static Map<String, WfRun> all(Fields execution) {
    execution.required("tasks");
    Map<String, WfRun> runs = new LinkedHashMap<>();
    execution.array("tasks").forEach((place, node) -> put(runs, Fields.of(node, place)));
    return runs;
  }

  private static void put(Map<String, WfRun> runs, Fields unnamed) {
    String id = unnamed.name("id");
    Fields task = unnamed.called(unnamed.place() + ", task '" + id + "'");
    double seconds =
        Fields.number(task.required("runtimeInSeconds"), task.place() + ": runtimeInSeconds");
    WfRun run =
        new WfRun(
            task.place(),
            atLeastZero(task, "runtimeInSeconds", seconds),
            atLeastZero(task, "coreCount", task.number("coreCount").orElse(1)),
            atLeastZero(task, "memoryInBytes", task.number("memoryInBytes").orElse(0)),
            // Schedulers' priorities may be below 0.
            Math.max(0, task.number("priority").orElse(1)),
            machine(task));
    if (runs.put(id, run) != null) {
      throw new FormatException("%s: a task must be there once, not twice".formatted(task.place()));
    }
  }

  private static double atLeastZero(Fields task, String field, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new FormatException(
          "%s: %s must be at least 0 and finite, not %s".formatted(task.place(), field, value));
    }
    return value;
  }

  private static Optional<String> machine(Fields task) {
    Optional<Map.Entry<String, JsonNode>> first =
        task.array("machines").entrySet().stream().findFirst();
    return first
        .map(each -> Fields.text(each.getValue(), each.getKey()))
        .or(() -> task.text("machine"));
  }
}
