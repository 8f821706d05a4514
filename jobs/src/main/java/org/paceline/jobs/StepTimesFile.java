package org.paceline.jobs;

import java.nio.file.Path;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paceline.base.Csv;
import org.paceline.base.FormatException;
import org.paceline.base.TextFile;
import org.paceline.plan.MeasuredSteps;

/**
 * Measured step times of one machine in a CSV file, whose columns are found by their names.
 *
 * <p>{@code local_bsz} or {@code batch} is the batch size; {@code step_time} or {@code seconds} is
 * how long a step took. Where there is a column {@code placement} (GPUs on each node), or else one
 * {@code num_replicas}, only rows count in which it is 1: a step of one machine alone.
 */
public final class StepTimesFile {

  private static final List<String> BATCH = List.of("local_bsz", "batch");
  private static final List<String> SECONDS = List.of("step_time", "seconds");
  private static final List<String> MACHINES = List.of("placement", "num_replicas");
  private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

  private final String file;
  private final List<String> names;

  private StepTimesFile(String file, Csv.Row header) {
    this.file = file;
    this.names = header.cells().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Reads a file.
   *
   * @param machine the name of the machine that it is of
   * @param path the file, in UTF-8
   * @return its curve
   * @throws FormatException if it cannot be read, lacks a column, or has a value outside its range
   */
  public static MeasuredSteps read(String machine, Path path) {
    List<Csv.Row> rows = Csv.parse(TextFile.read(path), path.toString());
    StepTimesFile file = new StepTimesFile(path.toString(), rows.get(0));
    return MeasuredSteps.of(machine, file.steps(rows.subList(1, rows.size())));
  }

  private List<Map.Entry<Integer, Double>> steps(List<Csv.Row> rows) {
    int batch = needed(BATCH);
    int seconds = needed(SECONDS);
    Optional<Integer> machines = column(MACHINES);
    List<Map.Entry<Integer, Double>> steps = new ArrayList<>();
    for (Csv.Row row : rows) {
      checkWidth(row);
      if (machines.isEmpty() || isOne(value(row, machines.get()))) {
        steps.add(new SimpleImmutableEntry<>(batch(row, batch), seconds(row, seconds)));
      }
    }
    if (steps.isEmpty()) {
      throw new FormatException(
          "%s must have a row of one machine, but has none%s"
              .formatted(file, machines.map(i -> " whose " + names.get(i) + " is 1").orElse("")));
    }
    return steps;
  }

  private void checkWidth(Csv.Row row) {
    List<String> fields = row.cells();
    if (fields.stream().skip(names.size()).anyMatch(field -> !field.isEmpty())) {
      throw new FormatException(
          "%s:%s: a row must have at most the %s values of the first line, not %s"
              .formatted(file, row.line(), names.size(), fields.size()));
    }
  }

  /** Placements of several nodes are written in many ways; those are not one machine. */
  private static boolean isOne(String value) {
    return value.matches(NUMBER) && Double.parseDouble(value) == 1;
  }

  private int needed(List<String> either) {
    return column(either)
        .orElseThrow(
            () ->
                new FormatException(
                    "%s must have a column %s, but has %s"
                        .formatted(file, String.join(" or ", either), names)));
  }

  private Optional<Integer> column(List<String> either) {
    Optional<String> there = either.stream().filter(names::contains).findFirst();
    there
        .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
        .ifPresent(
            name -> {
              throw new FormatException(
                  "%s must have one column %s, but has %s".formatted(file, name, names));
            });
    return there.map(names::indexOf);
  }

  private int batch(Csv.Row row, int column) {
    double batch = number(row, column);
    if (batch < 1 || batch > Integer.MAX_VALUE || batch != Math.rint(batch)) {
      throw wrong(row, column, "a whole number from 1 to " + Integer.MAX_VALUE);
    }
    return (int) batch;
  }

  private double seconds(Csv.Row row, int column) {
    double seconds = number(row, column);
    if (seconds <= 0 || Double.isInfinite(seconds)) {
      throw wrong(row, column, "a number of seconds above 0");
    }
    return seconds;
  }

  private double number(Csv.Row row, int column) {
    if (!value(row, column).matches(NUMBER)) {
      throw wrong(row, column, "a number");
    }
    return Double.parseDouble(value(row, column));
  }

  private static String value(Csv.Row row, int column) {
    return column < row.cells().size() ? row.cells().get(column) : "";
  }

  private FormatException wrong(Csv.Row row, int column, String rule) {
    return new FormatException(
        "%s:%s: %s must be %s, not '%s'"
            .formatted(file, row.line(), names.get(column), rule, value(row, column)));
  }
}
