package org.paceline.assign.format;

import java.util.ArrayList;
import java.util.List;

/** Rows of comma-separated values, as RFC 4180 has them; empty lines count for nothing. */
final class Csv {

  private final String text;
  private final String file;
  private final List<Row> rows = new ArrayList<>();
  private List<String> cells = new ArrayList<>();
  private int at;
  private int line = 1;
  private int rowLine = 1;

  /** A row, and the line in which it begins. */
  record Row(int line, List<String> cells) {}

  private Csv(String text, String file) {
    this.text = text;
    this.file = file;
  }

  /** Parses a text whose lines end with LF; the first row is the header. */
  static List<Row> parse(String text, String file) {
    Csv csv = new Csv(text, file);
    while (csv.at < text.length()) {
      csv.cell();
    }
    csv.endRow();
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
    if (cells.size() > 1 || (cells.size() == 1 && !cells.get(0).isEmpty())) {
      rows.add(new Row(rowLine, cells));
    }
    cells = new ArrayList<>();
  }

  private FormatException wrong(String rule) {
    return new FormatException("%s:%s: %s".formatted(file, line, rule));
  }
}
