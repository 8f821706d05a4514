package org.paceline.partition;

import java.time.Duration;
import java.util.Optional;

/**
 * The results of a round as they arrive at the driver.
 *
 * @param <R> the type of a result
 */
public interface Arrivals<R> {

  /**
   * A result and when it came.
   *
   * @param result the result
   * @param seconds seconds from the start of the round to its arrival at the driver
   * @param <R> the type of the result
   */
  record Arrival<R>(R result, double seconds) {}

  /**
   * Waits for the next result.
   *
   * @param patience the longest wait
   * @return the result, or empty if none came in time or none will come any more
   * @throws TaskFailedException if the work failed as a whole, say because its data is bad
   */
  Optional<Arrival<R>> next(Duration patience);

  /**
   * Whether every task has ended and every result was taken. There may be fewer results than
   * shares, if executors were lost or tasks misplaced.
   *
   * @return true once nothing more will come
   */
  boolean over();

  /** Gives up what has not arrived yet; tasks that still run are told to stop. */
  void cancel();
}
