package org.paceline.jobs.agent;

import java.time.Duration;
import java.util.Locale;

/**
 * What the service answers a heartbeat.
 *
 * @param order what the owner lets the machine do
 * @param maximumShare of its cores and memory
 * @param secondsToNext when to report again
 */
record Orders(String order, double maximumShare, long secondsToNext) {

  private static final long LONGEST_SECONDS = 3_600;

  /** When to report again, whatever nonsense is answered. */
  Duration pause() {
    return Duration.ofSeconds(Math.min(Math.max(secondsToNext, 1), LONGEST_SECONDS));
  }

  /** For people. */
  String shown() {
    return switch (order == null ? "" : order) {
      case "work" ->
          String.format(
              Locale.ROOT, "the machine may work, with up to %.0f %% of it", maximumShare * 100);
      case "stopped-by-owner" -> "the machine must not work: its owner stopped it";
      case "outside-hours" -> "the machine must not work now: it is outside its hours";
      default -> "the machine must not work: the service's order is not known here";
    };
  }
}
