package org.paceline.benchmarks.assign;

import java.util.List;
import java.util.Locale;
import org.paceline.benchmarks.Axes;
import org.paceline.benchmarks.Bars;
import org.paceline.benchmarks.BenchmarkResult;
import org.paceline.benchmarks.Picture;
import org.paceline.benchmarks.Setting;
import org.paceline.jobs.Table;

/**
 * What the policies came to.
 *
 * @param setting where and how it ran
 * @param rows one for each folder of problems and policy
 */
public record AssignResult(Setting setting, List<PolicyRow> rows) implements BenchmarkResult {

  @Override
  public List<Table> tables() {
    Table table =
        new Table(
            "problems",
            "policy",
            "whole",
            "at the optimum",
            "proven",
            "median gap %",
            "worst gap %",
            "median s",
            "worst s");
    rows.forEach(row -> add(table, row));
    return List.of(table);
  }

  private static void add(Table table, PolicyRow row) {
    String all = " of " + row.runs().size();
    table.row(
        row.problems(),
        row.policy(),
        row.whole() + all,
        row.best() + all,
        row.proven() + all,
        percent(row.medianGap()),
        percent(row.worstGap()),
        number(row.medianSeconds()),
        number(row.worstSeconds()));
  }

  private static String percent(double part) {
    return Double.isNaN(part) ? "none" : String.format(Locale.ROOT, "%.2f", 100 * part);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  @Override
  public String text() {
    return tables().get(0).toString();
  }

  /** The median gaps; folders of which no policy has a whole plan are left out. */
  @Override
  public Picture picture() {
    List<String> policies = rows.stream().map(PolicyRow::policy).distinct().toList();
    return Picture.bars(
        "Plans against the published optimum",
        Axes.of("policy", "gap of whole plans, % (median)"),
        policies,
        rows.stream()
            .filter(row -> Double.isFinite(row.medianGap()))
            .map(PolicyRow::problems)
            .distinct()
            .map(problems -> Bars.of(problems, gaps(problems, policies)))
            .toList());
  }

  private List<Double> gaps(String problems, List<String> policies) {
    return policies.stream()
        .map(
            policy ->
                rows.stream()
                    .filter(row -> row.problems().equals(problems) && row.policy().equals(policy))
                    .map(row -> 100 * row.medianGap())
                    .findFirst()
                    .orElse(Double.NaN))
        .toList();
  }
}
