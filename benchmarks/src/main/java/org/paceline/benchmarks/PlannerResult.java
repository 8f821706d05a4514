package org.paceline.benchmarks;

import java.util.List;
import java.util.Locale;
import org.paceline.jobs.Table;

/**
 * How long the planner took.
 *
 * @param setting where and how it ran
 * @param rows one for each size of a pool
 */
record PlannerResult(Setting setting, List<Row> rows) implements BenchmarkResult {

  /**
   * One size of a pool.
   *
   * @param workers in it
   * @param millis of a plan, in the mean
   * @param error half the width of JMH's interval of 99.9 % around it; NaN for one iteration
   * @param iterations milliseconds of a plan in each
   */
  record Row(int workers, double millis, double error, List<Double> iterations) {}

  @Override
  public List<Table> tables() {
    Table table = new Table("workers", "ms a plan", "error");
    for (Row row : rows) {
      table.row(
          text("%,d", row.workers()),
          text("%.2f", row.millis()),
          Double.isNaN(row.error()) ? "-" : text("± %.2f", row.error()));
    }
    return List.of(table);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public String text() {
    return "\n%s\n\n%s".formatted(setting.machine(), tables().get(0));
  }

  @Override
  public Picture picture() {
    return Picture.bars(
        "Planning a round",
        Axes.logarithmic("workers", "milliseconds a plan"),
        rows.stream().map(row -> text("%,d", row.workers())).toList(),
        List.of(Bars.of("planner", rows.stream().map(Row::millis).toList())));
  }
}
