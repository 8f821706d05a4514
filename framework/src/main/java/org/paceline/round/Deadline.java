package org.paceline.round;

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

  /** However slow a worker seems for a moment, half of the limit is for training. */
  private static final double MOST_OF_LIMIT = 0.5;

  static final Deadline NONE = new Deadline(Double.POSITIVE_INFINITY, 0, 1);

  /** The same deadline for a task that starts so much later. */
  Deadline after(double seconds) {
    return new Deadline(limitSeconds - seconds, fixedSeconds, secondsPerBlock);
  }

  /**
   * Whether there is time for more blocks. Who trains more slowly than planned is expected to
   * upload as slowly.
   *
   * @param blocks how many
   * @param seconds since the task began
   * @param paceSeconds its time for a block of late
   */
  boolean allows(int blocks, double seconds, double paceSeconds) {
    double slowdown = Math.max(1, paceSeconds / secondsPerBlock);
    double upload = Math.min(FIXED_MARGIN * fixedSeconds * slowdown, MOST_OF_LIMIT * limitSeconds);
    return seconds + blocks * paceSeconds + upload <= limitSeconds;
  }
}
