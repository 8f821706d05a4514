package org.paceline.assign;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long a policy may search, and by which numbers. A policy that searches by chance ends with
 * the same plan for the same seed unless time ends it before.
 */
public final class Budget {

  private final LongSupplier ticker;
  private final long end;
  private final long seed;

  private Budget(LongSupplier ticker, long end, long seed) {
    this.ticker = ticker;
    this.end = end;
    this.seed = seed;
  }

  /**
   * A budget that begins now.
   *
   * @param seconds above 0
   * @param seed of all chance
   * @param ticker nanoseconds, such as {@code System::nanoTime}
   * @return the budget
   */
  public static Budget of(double seconds, long seed, LongSupplier ticker) {
    Amounts.aboveZero("the seconds of a search", seconds);
    return new Budget(ticker, ticker.getAsLong() + nanos(seconds), seed);
  }

  private static long nanos(double seconds) {
    return (long) Math.min(seconds * 1e9, (double) TimeUnit.DAYS.toNanos(365));
  }

  /**
   * What is left.
   *
   * @return seconds, at least 0
   */
  public double secondsLeft() {
    return Math.max(0, (end - ticker.getAsLong()) / 1e9);
  }

  /**
   * Whether to end.
   *
   * @return whether nothing is left
   */
  public boolean over() {
    return ticker.getAsLong() - end >= 0;
  }

  /**
   * A part of what is left.
   *
   * @param part from 0 to 1
   * @return a budget that ends earlier
   */
  public Budget part(double part) {
    return new Budget(ticker, ticker.getAsLong() + nanos(secondsLeft() * part), seed);
  }

  /**
   * Seconds on the budget's clock.
   *
   * @return from any moment on
   */
  double clock() {
    return ticker.getAsLong() / 1e9;
  }

  /**
   * The seed of all chance.
   *
   * @return as given
   */
  public long seed() {
    return seed;
  }
}
