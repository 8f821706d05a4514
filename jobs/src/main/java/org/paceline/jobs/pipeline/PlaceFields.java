package org.paceline.jobs.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.paceline.assign.Resources;
import org.paceline.assign.Window;

/** The fields of a machine. */
record PlaceFields(YamlNode node, Map<String, YamlNode> fields) {

  static final Set<String> KNOWN = Set.of("name", "capacity", "speed", "hours", "arguments");

  private static final double SLOWEST = 1e-6;
  private static final double FASTEST = 1e6;
  private static final int MOST_WINDOWS = 1000;

  Resources capacity() {
    YamlNode capacity = fields.get("capacity");
    if (capacity == null) {
      throw node.wrong("must have a capacity, such as {cores: 2, memory: 8}");
    }
    Resources has = capacity.resources();
    if (!(has.amount("cores") > 0)) {
      throw capacity.wrong("must have cores above 0, not " + has.amount("cores"));
    }
    return has;
  }

  double speed() {
    return fields.containsKey("speed") ? fields.get("speed").number(SLOWEST, FASTEST) : 1;
  }

  List<String> arguments() {
    return fields.containsKey("arguments") ? fields.get("arguments").texts() : List.of();
  }

  List<Window> windows() {
    YamlNode hours = fields.get("hours");
    if (hours == null) {
      return List.of();
    }
    List<Window> windows = new ArrayList<>();
    for (YamlNode window : hours.items(MOST_WINDOWS)) {
      List<YamlNode> ends = window.items();
      if (ends.size() != 2) {
        throw window.wrong("must be [from, until] in seconds after the pipeline's begin");
      }
      double from = ends.get(0).number(0, YamlNode.MOST_SECONDS);
      double until = ends.get(1).number(0, YamlNode.MOST_SECONDS);
      if (!(until > from)) {
        throw window.wrong("must end after it begins, not from %s until %s".formatted(from, until));
      }
      windows.add(new Window(from, until));
    }
    return windows;
  }
}
