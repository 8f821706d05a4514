package org.paceline.assign;

/** The rules that numbers keep, and how sums of them are compared. */
final class Amounts {

  /** Sums of a million such numbers are still exact to some thousandths. */
  private static final double LARGEST = 1e15;

  /** What rounding may add to a sum of some thousand numbers, as a part of it. */
  private static final double ROUNDING = 1e-12;

  private Amounts() {}

  static void atLeastZero(String what, double value) {
    rule(value >= 0 && Double.isFinite(value), "%s must be at least 0 and finite", what, value);
    finite(what, value);
  }

  static void aboveZero(String what, double value) {
    rule(value > 0 && Double.isFinite(value), "%s must be above 0 and finite", what, value);
    finite(what, value);
  }

  static void finite(String what, double value) {
    rule(Double.isFinite(value), "%s must be a number", what, value);
    rule(Math.abs(value) <= LARGEST, "%s must be at most " + LARGEST, what, value);
  }

  private static void rule(boolean kept, String rule, String what, double value) {
    if (!kept) {
      throw new IllegalArgumentException(rule.formatted(what) + ", not " + value);
    }
  }

  /** Whether a sum is at most a limit, rounding aside. */
  static boolean within(double sum, double limit) {
    return sum <= limit + ROUNDING * Math.max(Math.abs(sum), Math.abs(limit)) || sum <= limit;
  }

  /** Whether two sums are the same, rounding aside. */
  static boolean same(double one, double other) {
    return within(one, other) && within(other, one);
  }
}
