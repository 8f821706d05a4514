package org.paceline.benchmarks;

import java.util.List;

/**
 * A line with points in a picture.
 *
 * @param name what the legend calls it
 * @param x where its points are, finite
 * @param y their heights; at one that is not finite the line has a gap
 * @param spread half the length of the bar through each point, or empty for none
 */
public record Line(String name, List<Double> x, List<Double> y, List<Double> spread) {

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if the lists are of unlike lengths or no height is finite
   */
  public Line {
    x = List.copyOf(x);
    y = List.copyOf(y);
    spread = List.copyOf(spread);
    SeriesRule.sameLength(name, "x values", x, "y values", y);
    SeriesRule.hasPoint(name, y);
    SeriesRule.spread(name, y, spread);
    if (!x.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "series '%s' has x values that are not finite".formatted(name));
    }
  }

  /**
   * A line without bars.
   *
   * @param name what the legend calls it
   * @param x where its points are
   * @param y their heights
   */
  public static Line of(String name, List<Double> x, List<Double> y) {
    return new Line(name, x, y, List.of());
  }
}
