package org.paceline.testing;

import java.time.Duration;

/** How long tests wait for what comes in seconds: a busy machine may be a hundred times as slow. */
public final class TimeLimit {

  /** For everything. */
  public static final Duration GENEROUS = Duration.ofMinutes(5);

  private TimeLimit() {}
}
