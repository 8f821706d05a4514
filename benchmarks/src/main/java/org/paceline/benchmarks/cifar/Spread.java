package org.paceline.benchmarks.cifar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A figure over seeds; infinite of a seed that never got there.
 *
 * @param mean of all
 * @param median of all
 * @param least the smallest
 * @param most the largest
 * @param count how many seeds have it
 */
record Spread(double mean, double median, double least, double most, int count) {

  /** Of the numbers that there are, if there is any. */
  static Optional<Spread> of(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    double mean = Arrays.stream(sorted).average().orElseThrow();
    return Optional.of(
        new Spread(mean, median, sorted[0], sorted[sorted.length - 1], sorted.length));
  }

  /** Mean and range in percent. */
  String percent() {
    return range("%.2f", 100, mean);
  }

  /** Mean and range of differences, in points of a percent. */
  String points() {
    return range("%+.2f", 100, mean);
  }

  /** Median and range. */
  String median(String format) {
    return range(format, 1, median);
  }

  private String range(String format, double factor, double middle) {
    String one = text(format, factor * middle);
    return count == 1
        ? one
        : "%s (%s to %s)".formatted(one, text(format, factor * least), text(format, factor * most));
  }

  private static String text(String format, double figure) {
    return Double.isInfinite(figure) ? "never" : String.format(Locale.ROOT, format, figure);
  }
}
