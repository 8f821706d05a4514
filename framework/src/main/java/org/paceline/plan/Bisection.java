package org.paceline.plan;

import java.util.function.DoublePredicate;

/** Finds the number from which on something holds, to the last bit. */
// Positive doubles have the order of their bits, so that at most 63 steps go through all of them.
final class Bisection {

  private Bisection() {}

  /**
   * The smallest number that holds.
   *
   * @param low at least 0; it is known not to hold
   * @param high above it; it is known to hold
   */
  static double smallest(double low, double high, DoublePredicate holds) {
    long failing = Double.doubleToLongBits(low);
    long holding = Double.doubleToLongBits(high);
    while (holding - failing > 1) {
      long middle = failing + (holding - failing) / 2;
      if (holds.test(Double.longBitsToDouble(middle))) {
        holding = middle;
      } else {
        failing = middle;
      }
    }
    return Double.longBitsToDouble(holding);
  }
}
