package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.paceline.base.FormatException;

/** An object of JSON, read field by field; messages say where it stands. */
final class Fields {

  private final JsonNode node;
  private final String place;
  private final Set<String> known = new TreeSet<>();

  private Fields(JsonNode node, String place) {
    this.node = node;
    this.place = place;
  }

  static Fields of(JsonNode node, String place) {
    if (!node.isObject()) {
      throw wrong(place, "an object", node);
    }
    return new Fields(node, place);
  }

  static FormatException wrong(String place, String rule, JsonNode value) {
    return new FormatException("%s must be %s, not %s".formatted(place, rule, shown(value)));
  }

  private static String shown(JsonNode value) {
    if (value.isContainerNode()) {
      return value.isArray() ? "an array" : "an object";
    }
    String text = value.isTextual() ? "'" + value.asText() + "'" : value.asText();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  /** The place as messages call it. */
  String place() {
    return place;
  }

  /** The same object, called by another name from here on. */
  Fields called(String name) {
    Fields same = new Fields(node, name);
    same.known.addAll(known);
    return same;
  }

  private String place(String field) {
    return place + ": " + field;
  }

  /** A field, empty where it is missing or null. */
  Optional<JsonNode> node(String field) {
    known.add(field);
    return Optional.ofNullable(node.get(field)).filter(value -> !value.isNull());
  }

  JsonNode required(String field) {
    return node(field)
        .orElseThrow(() -> new FormatException("%s is missing".formatted(place(field))));
  }

  Optional<String> text(String field) {
    return node(field).map(value -> text(value, place(field)));
  }

  /** A name, which may be written as a whole number, too. */
  static String text(JsonNode value, String place) {
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw wrong(place, "a text", value);
    }
    return value.asText();
  }

  String name(String field) {
    return text(required(field), place(field));
  }

  OptionalDouble number(String field) {
    return node(field)
        .map(value -> OptionalDouble.of(number(value, place(field))))
        .orElse(OptionalDouble.empty());
  }

  static double number(JsonNode value, String place) {
    if (!value.isNumber()) {
      throw wrong(place, "a number", value);
    }
    return value.doubleValue();
  }

  OptionalInt whole(String field) {
    return node(field)
        .map(value -> OptionalInt.of(whole(value, place(field))))
        .orElse(OptionalInt.empty());
  }

  private static int whole(JsonNode value, String place) {
    if (!value.isNumber() || value.doubleValue() != value.intValue()) {
      throw wrong(place, "a whole number", value);
    }
    return value.intValue();
  }

  Optional<Boolean> truth(String field) {
    return node(field).map(value -> truth(value, place(field)));
  }

  private static boolean truth(JsonNode value, String place) {
    if (!value.isBoolean()) {
      throw wrong(place, "true or false", value);
    }
    return value.booleanValue();
  }

  Optional<Fields> object(String field) {
    return node(field).map(value -> of(value, place(field)));
  }

  /** The elements of an array, each with its place; none where it is missing. */
  Map<String, JsonNode> array(String field) {
    return node(field).map(value -> elements(value, place(field))).orElse(Map.of());
  }

  static Map<String, JsonNode> elements(JsonNode array, String place) {
    if (!array.isArray()) {
      throw wrong(place, "an array", array);
    }
    Map<String, JsonNode> elements = new LinkedHashMap<>();
    for (int k = 0; k < array.size(); k++) {
      elements.put("%s[%s]".formatted(place, k), array.get(k));
    }
    return elements;
  }

  /** Whatever the fields are called: a number each. */
  Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String name : names()) {
      numbers.put(name, number(required(name), place(name)));
    }
    return numbers;
  }

  /** All fields, whatever they are called, less those that are null. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Iterator<String> all = node.fieldNames(); all.hasNext(); ) {
      String name = all.next();
      known.add(name);
      if (!node.get(name).isNull()) {
        names.add(name);
      }
    }
    return names;
  }

  /** Refuses what nobody asked for: it would be a misspelt field. */
  void end() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new FormatException(
            "%s is no field; there are %s".formatted(place("'" + name + "'"), known));
      }
    }
  }
}
