package org.paceline.jobs.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.paceline.assign.Resources;

/** The fields of a stage. */
record StageFields(YamlNode node, Map<String, YamlNode> fields) {

  static final Set<String> KNOWN =
      Set.of(
          "name",
          "job",
          "arguments",
          "after",
          "copies",
          "retries",
          "seconds",
          "demand",
          "priority",
          "deadline");

  private static final double MOST_PRIORITY = 1e9;

  String job() {
    if (!fields.containsKey("job")) {
      throw node.wrong("must have a job");
    }
    return fields.get("job").text();
  }

  List<String> arguments() {
    return fields.containsKey("arguments") ? fields.get("arguments").texts() : List.of();
  }

  /** One stage needs no list. */
  List<String> after() {
    YamlNode after = fields.get("after");
    if (after == null) {
      return List.of();
    }
    List<String> names = after.isText() ? List.of(after.text()) : after.texts();
    return names.stream().distinct().toList();
  }

  int whole(String name, int usual, int least, int most) {
    return fields.containsKey(name) ? fields.get(name).whole(least, most) : usual;
  }

  double number(String name, double usual) {
    return fields.containsKey(name) ? fields.get(name).number(0, MOST_PRIORITY) : usual;
  }

  OptionalDouble aboveZero(String name) {
    return fields.containsKey(name)
        ? OptionalDouble.of(fields.get(name).aboveZero(YamlNode.MOST_SECONDS))
        : OptionalDouble.empty();
  }

  Optional<Resources> demand() {
    return Optional.ofNullable(fields.get("demand")).map(YamlNode::resources);
  }
}
