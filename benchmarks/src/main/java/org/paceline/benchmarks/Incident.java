package org.paceline.benchmarks;

import java.util.Optional;

/**
 * Something that befalls a run, once. Thread-safe.
 *
 * <p>The moment is that at which the action was begun, on the clock of the run.
 */
public final class Incident {

  private final double after;
  private final Runnable action;
  private volatile Double seconds;

  /**
   * Plans it.
   *
   * @param after the part of the run's examples that is trained before it, from 0 to 1
   * @param action what happens
   */
  public Incident(double after, Runnable action) {
    this.after = after;
    this.action = action;
  }

  double after() {
    return after;
  }

  /** Has it happen in a run that started at this {@link System#nanoTime()}. */
  void happen(long runStart) {
    double now = Measurement.secondsSince(runStart);
    action.run();
    seconds = now;
  }

  /**
   * When it happened.
   *
   * @return in seconds of the run, if it has
   */
  public Optional<Double> seconds() {
    return Optional.ofNullable(seconds);
  }
}
