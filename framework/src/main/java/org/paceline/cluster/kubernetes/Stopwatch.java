package org.paceline.cluster.kubernetes;

import java.time.Duration;

/** How long something has lasted, since it was first asked. */
final class Stopwatch {

  private Long since;

  void reset() {
    since = null;
  }

  boolean longerThan(Duration duration) {
    long now = System.nanoTime();
    since = since == null ? now : since;
    return now - since > duration.toNanos();
  }
}
