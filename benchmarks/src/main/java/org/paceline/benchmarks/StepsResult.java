package org.paceline.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paceline.jobs.Table;

/**
 * How near divisions came to the best.
 *
 * @param setting where and how it ran
 * @param networks global batches on pools, by the network
 */
record StepsResult(Setting setting, Map<String, List<StepsCase>> networks)
    implements BenchmarkResult {

  private static final double HALF = 0.5;

  /** The global batches that are half of what each pool can take, and all, of every network. */
  @Override
  public List<Table> tables() {
    return networks.values().stream()
        .flatMap(cases -> Stream.of(table(half(cases)), table(cases)))
        .toList();
  }

  private static List<StepsCase> half(List<StepsCase> cases) {
    return cases.stream().filter(each -> each.part() == HALF).toList();
  }

  private static Table table(List<StepsCase> cases) {
    Table table = new Table("division", "median", "95 %", "worst", "above 1.15", "worst case");
    StepsCase.DIVISIONS.forEach(division -> table.row(StepsCase.row(division, cases)));
    return table;
  }

  @Override
  public String text() {
    return networks.entrySet().stream()
        .flatMap(
            network ->
                Stream.of(
                    text(
                        network.getKey() + ", half of what each pool can take",
                        half(network.getValue())),
                    text(network.getKey() + ", all global batches", network.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private static String text(String what, List<StepsCase> cases) {
    return "%s: %s cases, time ÷ best%n%s".formatted(what, cases.size(), table(cases));
  }

  @Override
  public Picture picture() {
    return Picture.bars(
        "Global batches divided over unlike machines",
        Axes.of("division", "time above the best, % (median)"),
        StepsCase.DIVISIONS,
        networks.entrySet().stream()
            .map(network -> Bars.of(network.getKey(), excesses(network.getValue())))
            .toList());
  }

  private static List<Double> excesses(List<StepsCase> cases) {
    return StepsCase.DIVISIONS.stream()
        .map(division -> 100 * (StepsCase.median(division, cases) - 1))
        .toList();
  }
}
