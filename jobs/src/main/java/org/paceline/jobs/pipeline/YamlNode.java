package org.paceline.jobs.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paceline.assign.Resources;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A part of a YAML file that knows its line. Texts are as they are written: {@code 0.50} stays
 * that.
 *
 * @param file the file's name, for messages
 * @param what what it is, for messages
 * @param node the part
 */
record YamlNode(String file, String what, Node node) {

  /** Thirty years: sums of it are still exact to a thousandth. */
  static final double MOST_SECONDS = 1e9;

  private static final double MOST_AMOUNT = 1e12;
  private static final int MOST_RESOURCES = 100;
  private static final int MOST_TEXTS = 1000;

  /** An error in this part. */
  IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException(
        "%s, line %s: %s %s".formatted(file, node.getStartMark().getLine() + 1, what, rule));
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  /** Its fields, all of which must be known. */
  Map<String, YamlNode> fields(Set<String> known) {
    Map<String, YamlNode> fields = fields();
    fields.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            throw value.wrong(
                "is unknown; %s can have %s"
                    .formatted(what, String.join(", ", new TreeSet<>(known))));
          }
        });
    return fields;
  }

  /** Its fields by their names, in order, each once. */
  Map<String, YamlNode> fields() {
    if (!(node instanceof MappingNode map)) {
      throw wrong("must be fields, such as name: value");
    }
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    for (NodeTuple field : map.getValue()) {
      String name = new YamlNode(file, "a name in " + what, field.getKeyNode()).text();
      Node value = field.getValueNode();
      YamlNode read = new YamlNode(file, what.isEmpty() ? name : what + "." + name, value);
      if (fields.put(name, read) != null) {
        throw new YamlNode(file, what + "." + name, field.getKeyNode()).wrong("is there twice");
      }
    }
    return fields;
  }

  List<YamlNode> items() {
    if (!(node instanceof SequenceNode list)) {
      throw wrong("must be a list, such as [one, two]");
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new YamlNode(file, what + "[" + items.size() + "]", item));
    }
    return items;
  }

  List<String> texts() {
    return items(MOST_TEXTS).stream().map(YamlNode::text).toList();
  }

  String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw wrong("must be one value, not a list or fields");
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      throw wrong("is empty");
    }
    return scalar.getValue();
  }

  /** Amounts by the names of resources. */
  Resources resources() {
    Map<String, Double> amounts = new TreeMap<>();
    fields().forEach((name, amount) -> amounts.put(name, amount.number(0, MOST_AMOUNT)));
    if (amounts.size() > MOST_RESOURCES) {
      throw wrong("must name at most %s, not %s".formatted(MOST_RESOURCES, amounts.size()));
    }
    return new Resources(amounts);
  }

  /** So many at most. */
  List<YamlNode> items(int most) {
    List<YamlNode> items = items();
    if (items.size() > most) {
      throw wrong("must have at most %s, not %s".formatted(most, items.size()));
    }
    return items;
  }

  double number(double least, double most) {
    double value = parsed();
    if (!(value >= least && value <= most)) {
      throw wrong(
          "must be a number from %s to %s, not '%s'".formatted(plain(least), plain(most), text()));
    }
    return value;
  }

  double aboveZero(double most) {
    double value = parsed();
    if (!(value > 0 && value <= most)) {
      throw wrong(
          "must be a number above 0 and at most %s, not '%s'".formatted(plain(most), text()));
    }
    return value;
  }

  int whole(int least, int most) {
    double value = parsed();
    if (!(value >= least && value <= most) || value != Math.rint(value)) {
      throw wrong("must be a whole number from %s to %s, not '%s'".formatted(least, most, text()));
    }
    return (int) value;
  }

  private double parsed() {
    String text = text();
    // Java would also take "1d", "0x1p3" and "NaN".
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
        ? Double.parseDouble(text)
        : Double.NaN;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
