package org.paceline.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table for people, as text or Markdown: columns as wide as their content, numbers to the right.
 */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Starts a table.
   *
   * @param header the columns' names
   */
  public Table(String... header) {
    rows.add(List.of(header));
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are columns
   */
  public void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(String::valueOf).toList());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String padding = " ".repeat(width(column) - cell.length());
        line.append(column == 0 ? "" : "  ");
        line.append(left(column) ? cell + padding : padding + cell);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  /** The table in Markdown, of whose cells {@code |} is escaped. */
  public String markdown() {
    StringBuilder text = new StringBuilder(markdown(rows.get(0)));
    for (int column = 0; column < rows.get(0).size(); column++) {
      text.append(left(column) ? "|---" : "|---:");
    }
    text.append("|\n");
    rows.stream().skip(1).map(Table::markdown).forEach(text::append);
    return text.toString();
  }

  private static String markdown(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private boolean left(int column) {
    return rows.size() < 2 || !rows.get(1).get(column).matches("[-+0-9].*");
  }
}
