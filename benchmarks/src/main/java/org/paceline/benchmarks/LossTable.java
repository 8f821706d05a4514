package org.paceline.benchmarks;

import java.util.List;
import java.util.Locale;
import org.paceline.jobs.Table;

/** The result of the loss benchmark as a person reads it. */
final class LossTable {

  private LossTable() {}

  static String of(LossResult result) {
    return String.join(
        System.lineSeparator(), heading(result), rows(result).toString(), footing(result));
  }

  static Table rows(LossResult result) {
    Table table =
        new Table(
            "row",
            "speeds",
            "killed",
            "left",
            "examples",
            "exact",
            "seconds",
            "η",
            "of trials",
            "allowed",
            "ratio",
            "allowed at η",
            "ratio at η",
            "accuracy");
    add(table, result.undisturbed(), result.bounds().get(0));
    add(table, result.loss(), result.bounds().get(1));
    return table;
  }

  private static String heading(LossResult result) {
    return String.format(
        Locale.ROOT,
        """

        %s
        The executor of worker %d was killed, and nobody took its place. Both rows were given %d \
        examples.
        """,
        result.setting().heading(result.workers()),
        result.killed(),
        result.examplesOffered());
  }

  private static void add(Table table, LossRowResult row, LossResult.Bound bound) {
    table.row(
        row.row(),
        number("%.0f/s", row.speedSum()),
        row.killedAt() == null ? "-" : number("%.1f s", row.killedAt()),
        number("%.0f/s", row.survivingSpeed()),
        row.examples(),
        row.exact() ? "yes" : "NO",
        number("%.1f", row.seconds()),
        number("%.3f", row.efficiency()),
        number("%.3f", row.efficiencyOfTrial()),
        number("%.1f", bound.allowedSeconds()),
        number("%.3f", bound.ratio()),
        number("%.1f", bound.allowedAtEfficiency()),
        number("%.3f", bound.ratioAtEfficiency()),
        number("%.2f %%", 100 * row.accuracy()));
  }

  private static String footing(LossResult result) {
    List<String> lost = result.loss().lost();
    return String.format(
        Locale.ROOT,
        """
        Lost in the killed row: executor %s. Accuracy on %d test
        examples: %+.2f points after the loss.
        """,
        lost.isEmpty() ? "none" : String.join(", ", lost),
        result.testExamples(),
        result.accuracyDifference());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
