package org.paceline.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A row: all its repeats and their medians, each figure's for itself.
 *
 * @param row the row's name
 * @param examples examples trained
 * @param seconds wall time
 * @param examplesPerSecond examples ÷ seconds
 * @param efficiency η: examples ÷ what the workers could have trained in the time
 * @param efficiencyOfTrial examples ÷ (sum of the trial speeds × seconds)
 * @param finishSpread worst worker's finish against its rounds' means, or null
 * @param repeats all measurements in the order they were made
 */
record RowResult(
    String row,
    double examples,
    double seconds,
    double examplesPerSecond,
    double efficiency,
    double efficiencyOfTrial,
    Double finishSpread,
    List<Measurement> repeats) {

  RowResult {
    if (repeats.isEmpty()) {
      throw new IllegalArgumentException("row " + row + " was never measured");
    }
    repeats = List.copyOf(repeats);
  }

  static RowResult of(Row row, List<Measurement> repeats) {
    boolean spread = repeats.stream().map(Measurement::finishSpread).allMatch(Objects::nonNull);
    return new RowResult(
        row.label(),
        median(repeats, Measurement::examples),
        median(repeats, Measurement::seconds),
        median(repeats, Measurement::examplesPerSecond),
        median(repeats, Measurement::efficiency),
        median(repeats, Measurement::efficiencyOfTrial),
        spread ? median(repeats, Measurement::finishSpread) : null,
        repeats);
  }

  private static double median(List<Measurement> repeats, ToDoubleFunction<Measurement> figure) {
    double[] sorted = repeats.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
