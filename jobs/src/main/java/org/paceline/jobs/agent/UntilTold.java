package org.paceline.jobs.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The real time, until the process is told to end. */
final class UntilTold implements Timer {

  private final CountDownLatch told = new CountDownLatch(1);

  void end() {
    told.countDown();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public boolean pause(Duration time) {
    try {
      return !told.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
