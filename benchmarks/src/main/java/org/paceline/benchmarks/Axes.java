package org.paceline.benchmarks;

/**
 * What a picture's axes show.
 *
 * @param x the title of the horizontal one, with its unit
 * @param y the title of the vertical one, with its unit
 * @param scale of the vertical one
 */
public record Axes(String x, String y, Scale scale) {

  /** How the vertical axis goes up. */
  public enum Scale {
    /** By the same for the same distance. */
    LINEAR,
    /** By the same factor for the same distance: for what is above 0. */
    LOGARITHMIC
  }

  /**
   * Axes of equal steps.
   *
   * @param x the title of the horizontal one, with its unit
   * @param y the title of the vertical one, with its unit
   */
  public static Axes of(String x, String y) {
    return new Axes(x, y, Scale.LINEAR);
  }

  /**
   * Axes of which the vertical one is logarithmic.
   *
   * @param x the title of the horizontal one, with its unit
   * @param y the title of the vertical one, with its unit
   */
  public static Axes logarithmic(String x, String y) {
    return new Axes(x, y, Scale.LOGARITHMIC);
  }

  boolean isLogarithmic() {
    return scale == Scale.LOGARITHMIC;
  }
}
