package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paceline.assign.Machine;
import org.paceline.assign.Resources;
import org.paceline.assign.Window;

/** A machine as JSON. */
final class MachineJson {

  private MachineJson() {}

  static ObjectNode write(Machine machine) {
    ObjectNode node = JsonText.JSON.createObjectNode();
    node.put("id", machine.id());
    node.set("capacity", write(machine.capacity()));
    node.put("speed", machine.speed());
    machine.hours().forEach(window -> write(window, node.withArray("hours").addArray()));
    node.put("priority", machine.priority());
    node.put("costPerSecond", machine.costPerSecond());
    return node;
  }

  static ObjectNode write(Resources resources) {
    ObjectNode node = JsonText.JSON.createObjectNode();
    resources.amounts().forEach(node::put);
    return node;
  }

  /** JSON has no word for infinity. */
  private static void write(Window window, ArrayNode array) {
    array.add(window.from());
    if (Double.isInfinite(window.until())) {
      array.addNull();
    } else {
      array.add(window.until());
    }
  }

  static Machine read(JsonNode node, String place) {
    Fields unnamed = Fields.of(node, place);
    String id = unnamed.name("id");
    Fields fields = unnamed.called(place + ", machine '" + id + "'");
    Resources capacity =
        fields.object("capacity").map(MachineJson::resources).orElse(Resources.NONE);
    double speed = fields.number("speed").orElse(1);
    List<Window> hours = hours(fields);
    double priority = fields.number("priority").orElse(1);
    double cost = fields.number("costPerSecond").orElse(0);
    fields.end();
    return Rules.kept(
        fields.place(), () -> new Machine(id, capacity, speed, hours, priority, cost));
  }

  static Resources resources(Fields amounts) {
    Map<String, Double> all = amounts.numbers();
    return Rules.kept(amounts.place(), () -> new Resources(all));
  }

  private static List<Window> hours(Fields fields) {
    List<Window> hours = new ArrayList<>();
    fields.array("hours").forEach((place, node) -> hours.add(window(node, place)));
    return hours;
  }

  private static Window window(JsonNode node, String place) {
    if (!node.isArray() || node.isEmpty() || node.size() > 2) {
      throw Fields.wrong(place, "[from, until]", node);
    }
    double from = Fields.number(node.get(0), place);
    double until =
        node.size() == 1 || node.get(1).isNull()
            ? Double.POSITIVE_INFINITY
            : Fields.number(node.get(1), place);
    return Rules.kept(place, () -> new Window(from, until));
  }
}
