package org.paceline.benchmarks;

import java.util.Locale;
import java.util.stream.Collectors;
import org.paceline.jobs.Table;

/** The result as a person reads it. */
final class PoolTable {

  private PoolTable() {}

  static String of(PoolResult result) {
    return heading(result) + System.lineSeparator() + rows(result);
  }

  static Table rows(PoolResult result) {
    Table table =
        new Table(
            "row",
            "examples",
            "seconds",
            "examples/s",
            "η",
            "of trials",
            "worst spread",
            "proportional is");
    result.rows().forEach(row -> add(table, result, row));
    return table;
  }

  private static String heading(PoolResult result) {
    String speeds =
        result.workers().stream()
            .map(worker -> number("%.0f", worker.examplesPerSecond()))
            .collect(Collectors.joining(" + "));
    return String.format(
        Locale.ROOT,
        """

        %s
        Trials: %s = %.0f examples/s. Every row was given %d examples; medians of %d.
        """,
        result.setting().heading(result.workers()),
        speeds,
        result.trialSum(),
        result.examplesOffered(),
        result.rows().get(0).repeats().size());
  }

  private static void add(Table table, PoolResult result, RowResult row) {
    table.row(
        row.row(),
        number("%.0f", row.examples()),
        number("%.1f", row.seconds()),
        number("%.1f", row.examplesPerSecond()),
        number("%.3f", row.efficiency()),
        number("%.3f", row.efficiencyOfTrial()),
        row.finishSpread() == null ? "-" : number("%.1f %%", 100 * row.finishSpread()),
        result.proportionalTo(row).map(ratio -> number("%.2f times it", ratio)).orElse("-"));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
