package org.paceline.assign.cpsat;

import java.util.stream.DoubleStream;

/**
 * Numbers as the whole numbers that CP-SAT calculates with.
 *
 * @param factor units of the solver in 1
 * @param exact whether all numbers are whole then
 */
record Scale(double factor, boolean exact) {

  private static final int DIGITS = 12;

  /** Work ÷ speed is often a number of thirds or the like. */
  private static final int PARTS = 100;

  /** Of a division and a product, in units of the last place. */
  private static final int ROUNDINGS = 4;

  /** The scale for some numbers, the sum of whose magnitudes stays below so many units. */
  static Scale of(double[] values, double largest) {
    double sum = Math.max(1, DoubleStream.of(values).map(Math::abs).sum());
    for (int digits = 0; digits <= DIGITS; digits++) {
      for (int part = 1; part <= PARTS; part++) {
        double factor = part * Math.pow(10, digits);
        if (sum * factor <= largest && DoubleStream.of(values).allMatch(v -> whole(v * factor))) {
          return new Scale(factor, true);
        }
      }
    }
    return new Scale(largest / sum, false);
  }

  private static boolean whole(double value) {
    return Math.abs(value - Math.rint(value)) <= ROUNDINGS * Math.ulp(value);
  }

  long nearest(double value) {
    return Math.round(value * factor);
  }

  /** Not less than a number. */
  long up(double value) {
    return exact ? nearest(value) : (long) Math.ceil(value * factor);
  }

  /** Not more than a number. */
  long down(double value) {
    return exact ? nearest(value) : (long) Math.floor(value * factor);
  }

  double back(double units) {
    return units / factor;
  }
}
