package org.paceline.benchmarks;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Bars of one colour in a picture, one for each of its categories.
 *
 * @param name what the legend calls them
 * @param values their heights; one that is not finite has no bar
 * @param spread half the length of the line at the top of each, or empty for none
 */
public record Bars(String name, List<Double> values, List<Double> spread) {

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if the lists are of unlike lengths or no value is finite
   */
  public Bars {
    values = List.copyOf(values);
    spread = List.copyOf(spread);
    SeriesRule.hasPoint(name, values);
    SeriesRule.spread(name, values, spread);
  }

  /**
   * Bars without lines at their tops.
   *
   * @param name what the legend calls them
   * @param values their heights
   */
  public static Bars of(String name, List<Double> values) {
    return new Bars(name, values, List.of());
  }

  double least() {
    return ends(-1).min().orElseThrow();
  }

  double most() {
    return ends(1).max().orElseThrow();
  }

  private DoubleStream ends(int side) {
    return IntStream.range(0, values.size())
        .mapToDouble(i -> values.get(i) + (spread.isEmpty() ? 0 : side * spread.get(i)))
        .filter(Double::isFinite);
  }
}
