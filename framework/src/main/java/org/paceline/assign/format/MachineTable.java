package org.paceline.assign.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.assign.Machine;
import org.paceline.assign.format.CsvTable.Cell;

/** Machines from a table: what is no column of its own is a capacity. */
final class MachineTable {

  private static final List<String> NAMES = List.of("id", "machine", "name");
  private static final String SECOND = "\\s*(\\d+(?:\\.\\d*)?(?:[eE]\\+?\\d{1,3})?)?\\s*";
  private static final Pattern WINDOW = Pattern.compile(SECOND + "-" + SECOND);

  private MachineTable() {}

  static List<Machine> machines(String text, String file) {
    return ProblemJson.machines(CsvTable.of(text, file, NAMES).objects(MachineTable::put));
  }

  private static void put(ObjectNode machine, Cell cell) {
    switch (cell.key()) {
      case "id", "machine", "name" -> machine.put("id", cell.text());
      case "speed", "priority" -> machine.put(cell.key(), cell.number());
      case "costpersecond" -> machine.put("costPerSecond", cell.number());
      case "hours" -> putHours(machine, cell);
      default -> machine.withObject("/capacity").put(cell.column(), cell.number());
    }
  }

  private static void putHours(ObjectNode machine, Cell cell) {
    for (String part : cell.text().split(";", -1)) {
      Matcher window = WINDOW.matcher(part);
      if (!window.matches() || window.group(1) == null) {
        throw cell.wrong("windows of seconds such as 0-3600;7200-");
      }
      ArrayNode hours = machine.withArray("hours").addArray();
      hours.add(Double.parseDouble(window.group(1)));
      if (window.group(2) != null) {
        hours.add(Double.parseDouble(window.group(2)));
      }
    }
  }
}
