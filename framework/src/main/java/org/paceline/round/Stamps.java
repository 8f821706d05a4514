package org.paceline.round;

import java.io.Serializable;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * When a task passed the points of its round, in nanoseconds of the executor's wall clock, so that
 * they can be set against the driver's.
 *
 * @param begun the task has its share
 * @param fetched the state is here
 * @param applied the network has it
 * @param trained the last step is taken
 * @param read the network's state is copied out
 */
public record Stamps(long begun, long fetched, long applied, long trained, long read)
    implements Serializable {

  /** None, where nobody looked at a clock. */
  static final Stamps NONE = new Stamps(0, 0, 0, 0, 0);

  static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
