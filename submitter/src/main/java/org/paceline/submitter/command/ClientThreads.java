package org.paceline.submitter.command;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The threads in which JDK 17's HTTP clients wait for the network; the clients have no close(). */
final class ClientThreads {

  private static final String SUFFIX = "-SelectorManager";
  private static final long MILLIS = 100;

  private ClientThreads() {}

  /** Ends them: at its end a JVM waits for threads that are in system calls, for 0.3 s. */
  static void end() {
    Thread[] threads = new Thread[2 * Thread.activeCount()];
    Thread.enumerate(threads);
    Arrays.stream(threads)
        .filter(Objects::nonNull)
        .filter(thread -> thread.getName().endsWith(SUFFIX))
        .forEach(ClientThreads::end);
  }

  private static void end(Thread thread) {
    thread.interrupt();
    try {
      TimeUnit.MILLISECONDS.timedJoin(thread, MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
