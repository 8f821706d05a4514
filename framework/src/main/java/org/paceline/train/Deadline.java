package org.paceline.train;

import java.io.Serializable;

/**
 * Until when a worker may go on with its share, so that what it has trained is back before the
 * round ends without it.
 *
 * @param limitSeconds the round's limit, from its start
 * @param fixedSeconds what of it the worker spends on launch and upload when it runs as planned
 * @param secondsPerBlock the pace that it was planned with
 */
record Deadline(double limitSeconds, double fixedSeconds, double secondsPerBlock)
    implements Serializable {

  /** Launch and upload vary more than training does. */
  private static final double FIXED_MARGIN = 1.5;

  static final Deadline NONE = new Deadline(Double.POSITIVE_INFINITY, 0, 1);

  /**
   * Whether there is time for more blocks; a worker that fell back is expected to upload as slowly
   * as it trains.
   */
  boolean allows(int blocks, double secondsSoFar, double paceSeconds) {
    double slowdown = Math.max(1, paceSeconds / secondsPerBlock);
    double upload = FIXED_MARGIN * fixedSeconds * slowdown;
    return secondsSoFar + blocks * paceSeconds + upload <= limitSeconds;
  }
}
