package org.paceline.submitter.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a storage again and again whether it can be reached, so that whoever wants to know need not
 * wait for it. One that does not answer counts as away. Thread-safe.
 */
public final class StorageWatch implements BooleanSupplier, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StorageWatch.class);

  private static final long PATIENCE_MILLIS = 500;

  private final Storage storage;
  private final Duration interval;
  private volatile boolean reached;
  private volatile long askedAt = System.nanoTime();
  private volatile boolean asking = true;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "paceline-storage-watch");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Begins to ask.
   *
   * @param storage is asked
   * @param interval between an answer and the next question
   */
  public StorageWatch(Storage storage, Duration interval) {
    this.storage = storage;
    this.interval = interval;
    Future<?> first = executor.submit(this::ask);
    executor.scheduleWithFixedDelay(
        this::ask, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    await(first);
  }

  /** A folder answers at once, and a storage that does not is not waited for. */
  private static void await(Future<?> first) {
    try {
      first.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("the storage has not answered yet");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    askedAt = System.nanoTime();
    asking = true;
    boolean before = reached;
    try {
      storage.check();
      reached = true;
    } catch (IOException | RuntimeException e) {
      reached = false;
      if (before) {
        LOG.error("the storage cannot be reached", e);
      }
    }
    asking = false;
  }

  /**
   * Tells at once.
   *
   * @return whether it answered the last time, and is not late now
   */
  @Override
  public boolean getAsBoolean() {
    boolean late = asking && System.nanoTime() - askedAt > interval.toNanos();
    return reached && !late;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
