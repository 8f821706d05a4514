package org.paceline.jobs;

import java.util.ArrayList;
import java.util.List;
import org.paceline.data.DataException;

/**
 * Text of comma-separated values as programs write it: fields may be in quotes, which double for
 * one of their own; lines end with LF or CRLF, and blank ones are nothing.
 */
final class CsvText {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Fields without spaces around them, and the number of the line that they begin in. */
  record Row(int line, List<String> fields) {}

  private final String name;
  private final String text;
  private final List<Row> rows = new ArrayList<>();
  private List<String> fields = new ArrayList<>();
  private StringBuilder field = new StringBuilder();
  private int at;
  private int line = 1;
  private int rowLine = 1;

  private CsvText(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Reads all rows.
   *
   * @throws DataException if a quote is not closed
   */
  static List<Row> rows(String name, String text) {
    return new CsvText(name, text).read();
  }

  private List<Row> read() {
    at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    while (at < text.length()) {
      take(text.charAt(at++));
    }
    endRow();
    return rows;
  }

  private void take(char letter) {
    switch (letter) {
      case '"' -> quoteOrLetter();
      case ',' -> endField();
      case '\n' -> endLine();
      case '\r' -> {
        if (!text.startsWith("\n", at)) {
          endLine();
        }
      }
      default -> field.append(letter);
    }
  }

  /** Quotes count where a field begins with one. */
  private void quoteOrLetter() {
    if (!field.toString().isBlank()) {
      field.append('"');
      return;
    }
    int opened = line;
    for (; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '"' && !text.startsWith("\"\"", at)) {
        at++;
        return;
      }
      at += letter == '"' ? 1 : 0;
      line += letter == '\n' ? 1 : 0;
      field.append(letter);
    }
    throw new DataException("%s, line %s: a quote must be closed".formatted(name, opened));
  }

  private void endLine() {
    endRow();
    line++;
    rowLine = line;
  }

  private void endRow() {
    endField();
    if (fields.stream().anyMatch(text -> !text.isEmpty())) {
      rows.add(new Row(rowLine, List.copyOf(fields)));
    }
    fields = new ArrayList<>();
  }

  private void endField() {
    fields.add(field.toString().strip());
    field = new StringBuilder();
  }
}
