package org.paceline.assign.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.paceline.assign.Placement;
import org.paceline.base.FormatException;

/** Who does what from when to when, as JSON: an array of {@code task, machine, start, finish}. */
public final class PlacementsJson {

  private PlacementsJson() {}

  /**
   * Writes placements.
   *
   * @param placements in any order
   * @return one line of JSON, each number exact to the last bit
   */
  public static String write(List<Placement> placements) {
    ArrayNode array = JsonText.JSON.createArrayNode();
    for (Placement placed : placements) {
      array
          .addObject()
          .put("task", placed.task())
          .put("machine", placed.machine())
          .put("start", placed.start())
          .put("finish", placed.finish());
    }
    return JsonText.write(array);
  }

  /**
   * Reads placements.
   *
   * @param text JSON
   * @return in the text's order
   * @throws FormatException naming the rule that is broken, the place and the value
   */
  public static List<Placement> read(String text) {
    String file = "the plan";
    List<Placement> placements = new ArrayList<>();
    Fields.elements(JsonText.parse(text, file), file)
        .forEach((place, node) -> placements.add(placement(Fields.of(node, place))));
    return placements;
  }

  private static Placement placement(Fields of) {
    String task = of.name("task");
    String machine = of.name("machine");
    double start = Fields.number(of.required("start"), of.place() + ": start");
    double finish = Fields.number(of.required("finish"), of.place() + ": finish");
    of.end();
    return Rules.kept(of.place(), () -> new Placement(task, machine, start, finish));
  }
}
