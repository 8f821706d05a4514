package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.paceline.assign.format.CsvTable.Cell;
import org.paceline.base.FormatException;

/** Tasks from a table: what is no column of its own is a demand. */
final class TaskTable {

  private static final List<String> NAMES = List.of("id", "task", "name");
  private static final List<String> PER_MACHINE = List.of("seconds", "value", "cost");

  private final Set<String> ids;

  private TaskTable(Set<String> ids) {
    this.ids = ids;
  }

  /** A task each, as JSON would have it, by its place. */
  static Map<String, JsonNode> rows(String text, String file) {
    CsvTable table = CsvTable.of(text, file, NAMES);
    return table.objects(new TaskTable(table.texts(NAMES))::put);
  }

  private void put(ObjectNode task, Cell cell) {
    switch (cell.key()) {
      case "id", "task", "name" -> task.put("id", cell.text());
      case "priority", "work", "deadline", "copies" -> task.put(cell.key(), cell.number());
      case "seconds", "value", "cost" -> putForAll(task, cell);
      case "required" -> task.put("required", truth(cell));
      case "after" -> putAfter(task, cell);
      default -> putByMachine(task, cell);
    }
  }

  private static void putForAll(ObjectNode task, Cell cell) {
    refuseSecond(task.has(cell.key()), cell, cell.key());
    task.put(cell.key(), cell.number());
  }

  private static void refuseSecond(boolean there, Cell cell, String name) {
    if (there) {
      throw new FormatException(
          "%s: '%s' must be given either for all machines or by machine"
              .formatted(cell.place(), name));
    }
  }

  private static boolean truth(Cell cell) {
    return switch (cell.text().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw cell.wrong("true or false");
    };
  }

  private void putAfter(ObjectNode task, Cell cell) {
    for (String part : cell.text().split(";", -1)) {
      if (!part.isBlank()) {
        putAfter(task, part.strip());
      }
    }
  }

  /** A task's own name may have a colon. */
  private void putAfter(ObjectNode task, String part) {
    int colon = part.lastIndexOf(':');
    String seconds = part.substring(colon + 1).strip();
    boolean timed = colon > 0 && !ids.contains(part) && Numbers.is(seconds);
    task.withArray("after")
        .addObject()
        .put("task", timed ? part.substring(0, colon).strip() : part)
        .put("seconds", timed ? Numbers.of(seconds, part) : 0);
  }

  private static void putByMachine(ObjectNode task, Cell cell) {
    int at = cell.column().indexOf('@');
    if (at < 0) {
      task.withObject("/demand").put(cell.column(), cell.number());
      return;
    }
    String name = cell.key().substring(0, at).strip();
    if (!PER_MACHINE.contains(name)) {
      throw new FormatException(
          "%s: before '@' there must be one of %s, not '%s'"
              .formatted(cell.place(), PER_MACHINE, name));
    }
    refuseSecond(task.has(name) && !task.get(name).isObject(), cell, name);
    task.withObject("/" + name).put(cell.column().substring(at + 1).strip(), cell.number());
  }
}
