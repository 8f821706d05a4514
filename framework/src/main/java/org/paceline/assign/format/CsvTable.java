package org.paceline.assign.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.paceline.base.Csv;
import org.paceline.base.FormatException;

/** A table with a header, whose rows become the objects that JSON would have. */
final class CsvTable {

  private final String file;
  private final List<String> header;
  private final List<Csv.Row> rows;

  /** What stands in a column of a row: not empty. */
  record Cell(String column, String text, String place) {

    /** The column's name as the reserved ones are compared. */
    String key() {
      return column.toLowerCase(Locale.ROOT);
    }

    double number() {
      return Numbers.of(text, place);
    }

    FormatException wrong(String rule) {
      return new FormatException("%s must be %s, not '%s'".formatted(place, rule, text));
    }
  }

  private CsvTable(String file, List<Csv.Row> rows) {
    this.file = file;
    this.header = rows.get(0).cells();
    this.rows = rows.subList(1, rows.size());
  }

  /** Checks the header, and that all rows are as long. */
  static CsvTable of(String text, String file, List<String> names) {
    CsvTable table = new CsvTable(file, Csv.parse(text, file));
    table.checkHeader(names);
    table.rows.forEach(table::checkLength);
    if (table.rows.isEmpty()) {
      throw new FormatException(
          "%s must have a row below its header, and has none".formatted(file));
    }
    return table;
  }

  private void checkHeader(List<String> names) {
    Set<String> known = new HashSet<>();
    for (String column : header) {
      if (column.isEmpty() || !known.add(column)) {
        throw new FormatException(
            "%s: columns must have names of their own, but '%s' is %s"
                .formatted(file, column, column.isEmpty() ? "none" : "there twice"));
      }
    }
    long named = header.stream().filter(column -> names.contains(lower(column))).count();
    if (named != 1) {
      throw new FormatException(
          "%s: the header must have one column of %s, separated by commas, and has %s: %s"
              .formatted(file, names, named == 0 ? "none" : named, String.join(",", header)));
    }
  }

  private static String lower(String column) {
    return column.toLowerCase(Locale.ROOT);
  }

  private void checkLength(Csv.Row row) {
    if (row.cells().size() != header.size()) {
      throw new FormatException(
          "%s:%s: a row must have %s cells, as the header, not %s"
              .formatted(file, row.line(), header.size(), row.cells().size()));
    }
  }

  /** An object a row, by its place; empty cells are left out. */
  Map<String, JsonNode> objects(BiConsumer<ObjectNode, Cell> put) {
    Map<String, JsonNode> objects = new LinkedHashMap<>();
    for (Csv.Row row : rows) {
      ObjectNode object = JsonText.JSON.createObjectNode();
      String place = file + ":" + row.line();
      for (int k = 0; k < header.size(); k++) {
        if (!row.cells().get(k).isBlank()) {
          String column = "%s, column '%s'".formatted(place, header.get(k));
          put.accept(object, new Cell(header.get(k), row.cells().get(k), column));
        }
      }
      objects.put(place, object);
    }
    return objects;
  }

  /** What stands in some columns. */
  Set<String> texts(List<String> names) {
    Set<String> texts = new HashSet<>();
    for (int k = 0; k < header.size(); k++) {
      if (names.contains(lower(header.get(k)))) {
        for (Csv.Row row : rows) {
          texts.add(row.cells().get(k));
        }
      }
    }
    return texts;
  }
}
