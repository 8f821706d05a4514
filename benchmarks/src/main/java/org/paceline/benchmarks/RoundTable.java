package org.paceline.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.paceline.jobs.Table;
import org.paceline.round.RoundPhases;

/** The result as a person reads it: a row a phase, a column a network. */
final class RoundTable {

  private final RoundBenchmarkResult result;
  private final List<String> networks;
  private final Table table;

  private RoundTable(RoundBenchmarkResult result) {
    this.result = result;
    this.networks = result.repeats().stream().map(RoundTimes::network).distinct().toList();
    this.table = new Table(header());
  }

  static String of(RoundBenchmarkResult result) {
    RoundTable table = new RoundTable(result);
    table.fill();
    return table.heading() + System.lineSeparator() + table.table;
  }

  private String[] header() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of("milliseconds"), networks.stream())
        .toArray(String[]::new);
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        """

        %s, %d cores; workers %s of a core, held by %s.
        Medians of %d rounds, each worker training %d batches of %d in a round.
        """,
        result.processor(),
        result.cores(),
        String.join(", ", result.shares()),
        result.limiter(),
        result.rounds(networks.get(0)).size(),
        result.batches(),
        result.batchSize());
  }

  private void fill() {
    row("planning", RoundPhases::planning, 0.5);
    row("broadcast", RoundPhases::broadcast, 0.5);
    row("task launch", RoundPhases::launch, 0.5);
    row("fetch", RoundPhases::fetch, 0.5);
    row("apply", RoundPhases::apply, 0.5);
    row("(training)", RoundPhases::training, 0.5);
    row("read-out", RoundPhases::readOut, 0.5);
    row("upload", RoundPhases::upload, 0.5);
    row("averaging", RoundPhases::averaging, 0.5);
    row("overhead", RoundPhases::overhead, 0.5);
    row("overhead, lower quartile", RoundPhases::overhead, 0.25);
    row("overhead, upper quartile", RoundPhases::overhead, 0.75);
  }

  private void row(String name, ToDoubleFunction<RoundPhases> phase, double quantile) {
    Object[] cells = new Object[networks.size() + 1];
    cells[0] = name;
    for (int i = 0; i < networks.size(); i++) {
      List<RoundPhases> rounds = result.rounds(networks.get(i));
      double seconds = RoundTimes.quantile(rounds, phase, quantile);
      cells[i + 1] = String.format(Locale.ROOT, "%.1f", 1000 * seconds);
    }
    table.row(cells);
  }
}
