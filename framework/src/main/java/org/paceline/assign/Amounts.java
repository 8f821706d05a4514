package org.paceline.assign;

/** The rules that numbers keep, and how sums of them are compared. */
final class Amounts {

  /** What rounding may add to a sum that fits exactly. */
  private static final double ROUNDING = 1e-9;

  private Amounts() {}

  static void atLeastZero(String what, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s must be at least 0 and finite, not %s".formatted(what, value));
    }
  }

  static void aboveZero(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s must be above 0 and finite, not %s".formatted(what, value));
    }
  }

  static void finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be a number, not %s".formatted(what, value));
    }
  }

  /** Whether a sum is at most a limit, rounding aside. */
  static boolean within(double sum, double limit) {
    return sum <= limit + ROUNDING * Math.max(1, Math.abs(limit));
  }
}
