package org.paceline.benchmarks.service;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.paceline.benchmarks.service.TransferResult.Interruption;
import org.paceline.benchmarks.service.TransferResult.Seconds;
import org.paceline.jobs.Table;

/** The result as a person reads it. */
final class TransferTable {

  private TransferTable() {}

  static String of(TransferResult result) {
    return text(
            "%n%s; %d MiB from %s, each %d times, in turns; load average before: %.2f%n%n",
            result.setting().machine(),
            result.mib(),
            result.cold() ? "the disk" : "memory",
            result.seconds().size(),
            result.computerLoad())
        + seconds(result.seconds())
        + text(
            "%nthe service's heap after a collection: at most %d MiB; resident: at most %.0f MiB%n%n",
            result.heapMib(), result.residentMib())
        + interruptions(result.interruptions());
  }

  static Table seconds(List<Seconds> all) {
    Table table =
        new Table(
            "", "median s", "least s", "most s", "of cp's speed", "of cp and sync's", "by turns");
    row(table, "cp", all, Seconds::copy);
    row(table, "cp and sync", all, Seconds::settledCopy);
    row(table, "data push", all, Seconds::push);
    row(table, "data pull", all, Seconds::pull);
    return table;
  }

  /** Ratios are medians of those within a turn, as the computer's speed changes. */
  private static void row(
      Table table, String name, List<Seconds> all, ToDoubleFunction<Seconds> one) {
    double[] sorted = all.stream().mapToDouble(one).sorted().toArray();
    table.row(
        name,
        text("%.2f", median(all, one)),
        text("%.2f", sorted[0]),
        text("%.2f", sorted[sorted.length - 1]),
        text("%.2f", median(all, turn -> turn.copy() / one.applyAsDouble(turn))),
        text("%.2f", median(all, turn -> turn.settledCopy() / one.applyAsDouble(turn))),
        String.join(" ", all.stream().map(turn -> text("%.2f", one.applyAsDouble(turn))).toList()));
  }

  static double median(List<Seconds> all, ToDoubleFunction<Seconds> one) {
    double[] sorted = all.stream().mapToDouble(one).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static Table interruptions(List<Interruption> all) {
    Table table =
        new Table("killed with -9", "at MiB", "parts twice", "seen too early", "same bytes");
    all.forEach(
        each ->
            table.row(
                each.what(),
                text("%.0f", each.atMib()),
                each.twice(),
                each.seen() ? "yes" : "no",
                each.same() ? "yes" : "no"));
    return table;
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
