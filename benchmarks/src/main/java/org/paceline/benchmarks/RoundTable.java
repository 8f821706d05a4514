package org.paceline.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.paceline.jobs.Table;
import org.paceline.round.RoundPhases;

/** The result as a person reads it: a row a phase, a column a network. */
final class RoundTable {

  private static final String TRAINING = "(training)";
  private static final Map<String, ToDoubleFunction<RoundPhases>> PHASES = new LinkedHashMap<>();

  static {
    PHASES.put("planning", RoundPhases::planning);
    PHASES.put("broadcast", RoundPhases::broadcast);
    PHASES.put("task launch", RoundPhases::launch);
    PHASES.put("fetch", RoundPhases::fetch);
    PHASES.put("apply", RoundPhases::apply);
    PHASES.put(TRAINING, RoundPhases::training);
    PHASES.put("read-out", RoundPhases::readOut);
    PHASES.put("upload", RoundPhases::upload);
    PHASES.put("averaging", RoundPhases::averaging);
    PHASES.put("overhead", RoundPhases::overhead);
  }

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

  static Table rows(RoundBenchmarkResult result) {
    RoundTable table = new RoundTable(result);
    table.fill();
    return table.table;
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

        %s; workers %s of a core, held by %s.
        Medians of %d rounds, each worker training %d batches of %d in a round.
        """,
        result.setting().machine(),
        String.join(", ", result.shares()),
        result.setting().limiter(),
        result.rounds(networks.get(0)).size(),
        result.batches(),
        result.batchSize());
  }

  private void fill() {
    PHASES.forEach((name, phase) -> row(name, phase, 0.5));
    row("overhead, lower quartile", RoundPhases::overhead, 0.25);
    row("overhead, upper quartile", RoundPhases::overhead, 0.75);
  }

  /** Where the time of a round goes that is not training. */
  static Picture picture(RoundBenchmarkResult result) {
    List<String> phases = PHASES.keySet().stream().filter(name -> !name.equals(TRAINING)).toList();
    List<String> networks = result.repeats().stream().map(RoundTimes::network).distinct().toList();
    return Picture.bars(
        "What a round costs beside training",
        Axes.of("phase", "milliseconds (median)"),
        phases,
        networks.stream()
            .map(network -> Bars.of(network, medians(result, network, phases)))
            .toList());
  }

  private static List<Double> medians(
      RoundBenchmarkResult result, String network, List<String> phases) {
    return phases.stream()
        .map(phase -> 1000 * RoundTimes.quantile(result.rounds(network), PHASES.get(phase), 0.5))
        .toList();
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
