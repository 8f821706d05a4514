package org.paceline.submitter.user;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.paceline.submitter.web.Problem;

/**
 * Lets only so much be done at once that needs much memory: many who sign in at the same moment
 * wait for each other instead of filling the heap. Thread-safe.
 */
final class Turns {

  /** What all that is done at once may take of the heap. */
  private static final int PART_OF_HEAP = 4;

  private static final int PATIENCE_SECONDS = 15;

  private final Semaphore places;

  private Turns(int places) {
    this.places = new Semaphore(places, true);
  }

  /** At most one for each processor. */
  static Turns within(long bytesEach) {
    long fit = Runtime.getRuntime().maxMemory() / PART_OF_HEAP / bytesEach;
    int processors = Runtime.getRuntime().availableProcessors();
    return new Turns((int) Math.max(1, Math.min(fit, processors)));
  }

  /**
   * Does it when it is its turn.
   *
   * @throws Problem with status 503 if that does not come
   */
  <T> T take(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Problem.unavailable("too many sign in at the moment", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("the service is being stopped", PATIENCE_SECONDS);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
