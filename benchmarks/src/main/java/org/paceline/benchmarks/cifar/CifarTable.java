package org.paceline.benchmarks.cifar;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.paceline.jobs.Table;

/** The result as a person reads it. */
final class CifarTable {

  private static final String NONE = "-";

  private CifarTable() {}

  static String of(CifarResult result) {
    return heading(result) + System.lineSeparator() + table(result);
  }

  static Table table(CifarResult result) {
    Table table =
        new Table(
            "row",
            "examples/s",
            "η",
            String.format(Locale.ROOT, "%% after %.3g epochs", result.commonEpochs()),
            "against equal",
            "% after " + Progress.duration(result.commonSeconds()),
            "s to fedavg's",
            "of fedavg's time");
    for (String row : result.rows()) {
      table.row(
          row,
          text(result.speed(row), spread -> spread.median("%.0f")),
          text(result.efficiency(row), spread -> spread.median("%.3f")),
          text(result.afterEqualEpochs(row), Spread::percent),
          partly(result, row, result.against(row, "equal"), Spread::points),
          partly(result, row, result.afterEqualTime(row), Spread::percent),
          partly(result, row, result.secondsToFedavg(row), spread -> spread.median("%.0f")),
          partly(result, row, result.ratioToFedavg(row), spread -> spread.median("%.2f")));
    }
    return table;
  }

  private static String text(Optional<Spread> figure, Function<Spread, String> format) {
    return figure.map(format).orElse(NONE);
  }

  /** What not every seed may have: then of how many it is said. */
  private static String partly(
      CifarResult result, String row, Optional<Spread> figure, Function<Spread, String> format) {
    int seeds = result.curves(row).size();
    return text(
        figure,
        spread ->
            format.apply(spread)
                + (spread.count() == seeds ? "" : " [%s of %s]".formatted(spread.count(), seeds)));
  }

  private static String heading(CifarResult result) {
    List<String> machines = result.machines();
    RunRecord first = result.runs().get(0);
    String heading =
        String.format(
            Locale.ROOT,
            "%n%s; workers %s of a core.%n%s, seeds %s; mean or median and range over seeds.%n",
            machines.get(0),
            first.workers().stream().map(RunRecord.Worker::share).collect(Collectors.joining(", ")),
            result.work(),
            result.runs().stream()
                .map(run -> String.valueOf(run.seed()))
                .distinct()
                .collect(Collectors.joining(", ")));
    return machines.size() == 1
        ? heading
        : heading
            + "Times of different machines stand beside each other, which says little: "
            + String.join("; ", machines)
            + System.lineSeparator();
  }
}
