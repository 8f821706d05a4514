package org.paceline.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.paceline.jobs.Table;

/** The result as a person reads it. */
final class EngineTable {

  private static final double MIB = 1 << 20;

  private EngineTable() {}

  static String of(EngineResult result) {
    return heading(result) + rows(result) + footing(result);
  }

  static Table rows(EngineResult result) {
    Table table =
        new Table("network", "batch", "engine", "examples/s", "quartiles", "x dl4j", "x pytorch");
    for (EngineRow row : result.rows()) {
      table.row(
          row.model(),
          row.batch(),
          row.engine().label(),
          text("%.0f", row.median()),
          text("%.0f to %.0f", row.lowerQuartile(), row.upperQuartile()),
          ratio(row, result.speed(row.model(), row.batch(), Engine.DL4J)),
          ratio(row, result.speed(row.model(), row.batch(), Engine.PYTORCH)));
    }
    return table;
  }

  static Picture picture(EngineResult result) {
    List<Engine> engines = result.rows().stream().map(EngineRow::engine).distinct().toList();
    List<EngineRow> works =
        result.rows().stream().filter(row -> row.engine() == engines.get(0)).toList();
    return Picture.bars(
        "Training steps of one machine, %s threads".formatted(result.threads()),
        Axes.of("network and batch size", "examples/s (median)"),
        works.stream().map(row -> row.model() + " " + row.batch()).toList(),
        engines.stream().map(engine -> bars(result, works, engine)).toList());
  }

  private static Bars bars(EngineResult result, List<EngineRow> works, Engine engine) {
    return Bars.of(
        engine.label(),
        works.stream()
            .map(row -> result.speed(row.model(), row.batch(), engine).orElse(Double.NaN))
            .toList());
  }

  private static String ratio(EngineRow row, OptionalDouble other) {
    return other.isPresent() ? text("%.2f", row.median() / other.getAsDouble()) : "-";
  }

  private static String heading(EngineResult result) {
    return text(
        "%n%s, %d threads; PyTorch: %s.%n%n",
        result.setting().processor(), result.threads(), result.pytorch());
  }

  private static String footing(EngineResult result) {
    StringBuilder text = new StringBuilder("\n");
    result
        .sameParameters()
        .forEach(
            (what, difference) ->
                text.append(
                    text(
                        "%s: after 10 steps no parameter is more than %.1e from DL4J's%n",
                        what, difference)));
    text.append(
        text(
            "memory over %d steps of cnn in batches of 64: heap %.1f -> %.1f MiB,"
                + " resident %.0f -> %.0f MiB%n",
            result.memorySteps(),
            result.memoryAtStart().heapBytes() / MIB,
            result.memoryAtEnd().heapBytes() / MIB,
            result.memoryAtStart().residentBytes() / MIB,
            result.memoryAtEnd().residentBytes() / MIB));
    text.append(
        text(
            "an executor training cnn in batches of 64 had at most %.0f MiB resident%n",
            result.executorPeakBytes() / MIB));
    return text.toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
