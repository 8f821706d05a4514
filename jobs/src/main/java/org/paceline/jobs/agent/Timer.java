package org.paceline.jobs.agent;

import java.time.Duration;

/** The time, and waiting in it. */
interface Timer {

  /** Nanoseconds since some moment; unlike a clock it is never set. */
  long nanos();

  /**
   * How long something is waited for that answers at its own pace.
   *
   * @param usual where the time is the real one
   */
  default Duration patience(Duration usual) {
    return usual;
  }

  /**
   * Waits.
   *
   * @return false as soon as the agent is told to end
   */
  boolean pause(Duration time);
}
