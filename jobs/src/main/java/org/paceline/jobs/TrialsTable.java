package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paceline.scout.MemoryFit;

/** The trials as a person reads them: a row an executor, a column a batch size. */
final class TrialsTable {

  private static final String ALL = "all";

  private TrialsTable() {}

  static String of(List<String> executors, List<BatchTrial> trials) {
    Stream<String> sizes = trials.stream().map(trial -> "batch " + trial.batchSize());
    Table table =
        new Table(
            Stream.of(Stream.of("examples/s of"), sizes, Stream.of("best batch"))
                .flatMap(cells -> cells)
                .toArray(String[]::new));
    executors.forEach(
        executor ->
            row(
                table,
                "executor " + executor,
                trials.stream().map(trial -> cell(trial, executor)),
                BatchTrial.best(trials, executor)));
    row(
        table,
        ALL,
        trials.stream().map(trial -> number(trial.together())),
        BatchTrial.best(trials).map(BatchTrial::batchSize));
    return table + best(trials) + shortages(executors, trials);
  }

  private static void row(Table table, String name, Stream<String> speeds, Optional<Integer> best) {
    Stream<String> last = Stream.of(best.map(String::valueOf).orElse("none"));
    table.row(Stream.of(Stream.of(name), speeds, last).flatMap(cells -> cells).toArray());
  }

  private static String cell(BatchTrial trial, String executor) {
    Double speed = trial.speeds().get(executor);
    if (speed != null) {
      return number(speed);
    }
    MemoryFit memory = trial.memory().get(executor);
    return memory == null || memory.fits() ? "lost" : "memory";
  }

  private static String best(List<BatchTrial> trials) {
    return BatchTrial.best(trials)
        .map(
            trial ->
                String.format(
                    Locale.ROOT,
                    "%nBest for the pool: --batch-size %d, %.0f examples/s together.%n",
                    trial.batchSize(),
                    trial.together()))
        .orElse(String.format("%nNo batch fits into the memory of any executor.%n"));
  }

  private static String shortages(List<String> executors, List<BatchTrial> trials) {
    return trials.stream()
        .flatMap(
            trial ->
                executors.stream()
                    .filter(executor -> cell(trial, executor).equals("memory"))
                    .map(executor -> shortage(executor, trial.memory().get(executor))))
        .collect(Collectors.joining());
  }

  private static String shortage(String executor, MemoryFit memory) {
    return String.format("Not run on executor %s: %s.%n", executor, memory.shortage());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
