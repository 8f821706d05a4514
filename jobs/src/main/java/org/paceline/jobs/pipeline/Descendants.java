package org.paceline.jobs.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What this process started, and what that started in turn. */
final class Descendants {

  private static final long GLANCE_MILLIS = 10;

  private Descendants() {}

  /** Ends what is left after some time: clusters end by themselves, and tidy up. */
  static void end(Duration grace) {
    long limit = System.nanoTime() + grace.toNanos();
    try {
      while (any() && System.nanoTime() - limit < 0) {
        TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  static void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean any() {
    return ProcessHandle.current().descendants().findAny().isPresent();
  }
}
