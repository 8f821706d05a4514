package org.paceline.benchmarks.service;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * When a client sends its requests: a pause between half and one and a half of the given one, from
 * the moment that the request before was due. A slow answer does not put off what was due
 * meanwhile, so that what waits behind it counts as slow too. Without a pause a request is due when
 * the one before is answered. For one thread.
 */
final class Pace {

  private final Random random;
  private final long pauseNanos;
  private long due;

  Pace(Random random, long pauseNanos, long begin) {
    this.random = random;
    this.pauseNanos = pauseNanos;
    this.due = begin + (long) (random.nextDouble() * pauseNanos);
  }

  /**
   * Waits for the next request's time.
   *
   * @return when it was due: in the past if the answer before came too late for it, else now
   */
  long await() {
    long now = System.nanoTime();
    if (pauseNanos == 0) {
      return now;
    }
    long planned = due;
    due += (long) ((0.5 + random.nextDouble()) * pauseNanos);
    if (now >= planned) {
      return planned;
    }
    while (now < planned) {
      LockSupport.parkNanos(planned - now);
      now = System.nanoTime();
    }
    // That this computer wakes a thread late is not the service's doing.
    return now;
  }
}
