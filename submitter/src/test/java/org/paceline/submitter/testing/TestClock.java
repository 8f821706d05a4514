package org.paceline.submitter.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A time that goes on when a test says so. Thread-safe. */
public final class TestClock extends Clock {

  private volatile Instant now;

  TestClock(Instant start) {
    now = start;
  }

  /**
   * Moves it.
   *
   * @param by forward, or back where it is negative
   */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("all times are UTC");
  }
}
