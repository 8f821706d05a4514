package org.paceline.jobs.agent;

import java.time.Duration;

/** The time, and waiting in it. */
interface Timer {

  /** Nanoseconds since some moment; unlike a clock it is never set. */
  long nanos();

  /**
   * Waits.
   *
   * @return false as soon as the agent is told to end
   */
  boolean pause(Duration time);
}
