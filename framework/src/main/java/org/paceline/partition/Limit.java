package org.paceline.partition;

import java.time.Duration;
import java.util.List;

/** Until when the driver waits for executors that have not brought their result. */
@FunctionalInterface
public interface Limit {

  /**
   * Where nothing is known of how long the work takes, half of the executors show it: the others
   * have ten times as long, and at least two minutes. As long as fewer are back, those that are
   * missing have five times that.
   */
  Limit STRAGGLERS = new Stragglers(Duration.ofMinutes(2), 10);

  /**
   * The limit by what has come so far.
   *
   * @param arrived when results arrived, in order, in seconds from the start of the work
   * @param expected how many executors bring one or may still do so
   * @return seconds from the start; infinite as long as there is no limit
   */
  double seconds(List<Double> arrived, int expected);

  /**
   * The same limit whatever comes.
   *
   * @param limit from the start of the work
   * @return a limit
   */
  static Limit of(Duration limit) {
    double seconds = limit.toNanos() / 1e9;
    return (arrived, expected) -> seconds;
  }
}
