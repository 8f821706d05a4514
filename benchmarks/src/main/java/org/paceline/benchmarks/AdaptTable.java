package org.paceline.benchmarks;

import java.util.Locale;
import java.util.stream.Collectors;
import org.paceline.jobs.Table;

/** The result of the adapt benchmark as a person reads it. */
final class AdaptTable {

  private static final double SLIGHT = 1e-9;

  private AdaptTable() {}

  static String of(AdaptResult result) {
    return String.join(
        System.lineSeparator(), heading(result), rounds(result), rows(result).toString());
  }

  static Table rows(AdaptResult result) {
    Table table =
        new Table(
            "row",
            "trials",
            "fell",
            "back",
            "examples",
            "seconds",
            "examples/s",
            "η",
            "of trials",
            "is");
    result.rows().forEach(row -> add(table, result, row));
    return table;
  }

  private static String heading(AdaptResult result) {
    return String.format(
        Locale.ROOT,
        """

        %s
        Worker %d fell to %s of its share, and came back. Every row was given %d examples.
        """,
        result.setting().heading(result.workers()),
        result.disturbed(),
        result.rest(),
        result.examplesOffered());
  }

  private static String rounds(AdaptResult result) {
    String lines =
        result.rows().stream()
            .map(row -> "  %-12s  %s".formatted(row.row(), efficiencies(row)))
            .collect(Collectors.joining(System.lineSeparator()));
    return "η of each round (* fallen back, ~ in part of the round):"
        + System.lineSeparator()
        + lines
        + System.lineSeparator();
  }

  private static String efficiencies(AdaptRowResult row) {
    return row.rounds().stream()
        .map(round -> number("%.2f", round.efficiency()) + mark(round))
        .collect(Collectors.joining(" "));
  }

  private static String mark(AdaptRowResult.Round round) {
    if (round.cutSeconds() < SLIGHT) {
      return "";
    }
    return round.cutSeconds() > round.seconds() - SLIGHT ? "*" : "~";
  }

  private static void add(Table table, AdaptResult result, AdaptRowResult row) {
    table.row(
        row.row(),
        number("%.0f/s", row.potential().examplesPerSecond()),
        moment(row.potential().from()),
        moment(row.potential().to()),
        row.examples(),
        number("%.1f", row.seconds()),
        number("%.1f", row.examplesPerSecond()),
        number("%.3f", row.efficiency()),
        number("%.3f", row.efficiencyOfTrial()),
        result.timesUniform(row).isPresent()
            ? number("%.2f times uniform", result.timesUniform(row).getAsDouble())
            : "-");
  }

  private static String moment(Double seconds) {
    return seconds == null ? "-" : number("%.1f s", seconds);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
