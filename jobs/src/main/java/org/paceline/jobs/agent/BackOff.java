package org.paceline.jobs.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a service alone that does not answer: twice as long after each failure up to a
 * minute, and between half of that and all of it by chance, so that the agents of an office do not
 * come back at the same moment.
 */
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final RandomGenerator random;
  private Duration next = FIRST;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  void reset() {
    next = FIRST;
  }

  /** Never shorter than what the service asks for. */
  Duration after(Duration atLeast) {
    long millis = next.toMillis();
    Duration chosen = Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return chosen.compareTo(atLeast) < 0 ? atLeast.plus(chosen) : chosen;
  }
}
