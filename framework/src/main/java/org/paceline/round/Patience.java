package org.paceline.round;

/**
 * How long a round waits for a worker that is behind its plan.
 *
 * @param factor a worker is given up at this many times the round's planned length, above 1;
 *     infinite to wait for everyone who is alive
 * @param graceSeconds but not before it is so much later than planned, at least 0
 */
public record Patience(double factor, double graceSeconds) {

  private static final int LAST = 2;

  /** A worker that needs a quarter longer than planned holds up the others no longer. */
  // Who stops in time loses nothing: what it did not train is dealt again. So the factor need only
  // leave room for the noise of a round and for a slow upload. The grace is for rounds so short
  // that
  // launching a task is most of them.
  public static final Patience USUAL = new Patience(1.25, 1);

  /** For runs whose quotas are fixed so that they can be repeated: give up only the hopeless. */
  public static final Patience LONG = new Patience(10, 30);

  /** Checks the ranges given above. */
  public Patience {
    if (!(factor > 1)) {
      throw new IllegalArgumentException(
          "patience is a factor above 1 of a round's planned length, not " + factor);
    }
    if (!(graceSeconds >= 0)) {
      throw new IllegalArgumentException("grace must be at least 0 s, not " + graceSeconds);
    }
  }

  /**
   * Patience for the last round of an epoch: what it leaves needs a round more, which costs
   * everybody more than waiting for a while.
   *
   * @return twice as patient: 1.5 times the planned length where it is usually 1.25
   */
  public Patience forLast() {
    return new Patience(1 + LAST * (factor - 1), LAST * graceSeconds);
  }

  /**
   * The longest that a round may last.
   *
   * @param plannedSeconds its planned length
   * @return seconds from its start
   */
  public double limitSeconds(double plannedSeconds) {
    return Math.max(factor * plannedSeconds, plannedSeconds + graceSeconds);
  }
}
