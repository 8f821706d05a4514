package org.paceline.base;

import java.util.ArrayList;
import java.util.List;

/** Rows of comma-separated values, as RFC 4180 has them; empty ones count for nothing. */
public final class Csv {

  private final String text;
  private final String file;
  private final List<Row> rows = new ArrayList<>();
  private List<String> cells = new ArrayList<>();
  private int at;
  private int line = 1;
  private int rowLine = 1;

  /**
   * A row.
   *
   * @param line in which it begins, from 1
   * @param cells without spaces around them
   */
  public record Row(int line, List<String> cells) {}

  private Csv(String text, String file) {
    this.text = text;
    this.file = file;
  }

  /**
   * Parses a text.
   *
   * @param text its lines end with LF
   * @param file its name, for messages
   * @return all rows, at least the header's
   * @throws FormatException naming file, line and rule
   */
  public static List<Row> parse(String text, String file) {
    Csv csv = new Csv(text, file);
    while (csv.at < text.length()) {
      csv.cell();
    }
    csv.endRow();
    if (csv.rows.isEmpty()) {
      throw new FormatException(file + " must name its columns in its first line");
    }
    return csv.rows;
  }

  private boolean is(char character) {
    return at < text.length() && text.charAt(at) == character;
  }

  /** Reads a cell and what ends it. */
  private void cell() {
    cells.add(is('"') ? quoted() : plain());
    if (is(',')) {
      at++;
      if (at == text.length()) {
        cells.add("");
      }
    } else {
      at++;
      endRow();
      line++;
      rowLine = line;
    }
  }

  private String plain() {
    int begin = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      if (text.charAt(at) == '"') {
        throw wrong("a cell with '\"' must be quoted as a whole, with each '\"' doubled");
      }
      at++;
    }
    return text.substring(begin, at).strip();
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    int begin = line;
    at++;
    while (!is('"') || text.startsWith("\"\"", at)) {
      if (at >= text.length()) {
        throw new FormatException("%s:%s: a quoted cell must be closed".formatted(file, begin));
      }
      line += is('\n') ? 1 : 0;
      cell.append(text.charAt(at));
      at += is('"') ? 2 : 1;
    }
    at++;
    while (is(' ')) {
      at++;
    }
    if (at < text.length() && !is(',') && !is('\n')) {
      throw wrong("a ',' must follow a quoted cell, not '%s'".formatted(text.charAt(at)));
    }
    return cell.toString();
  }

  private void endRow() {
    if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
      rows.add(new Row(rowLine, cells));
    }
    cells = new ArrayList<>();
  }

  private FormatException wrong(String rule) {
    return new FormatException("%s:%s: %s".formatted(file, line, rule));
  }
}
