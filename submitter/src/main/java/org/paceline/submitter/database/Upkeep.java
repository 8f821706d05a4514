package org.paceline.submitter.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes rows that are over, by the clock, in one of the instances at a time. Thread-safe. */
public final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final long PATIENCE_SECONDS = 20;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Leases leases;
  private final List<Work> works;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "paceline-upkeep");
            thread.setDaemon(true);
            return thread;
          });

  /** What a feature has to delete. */
  @FunctionalInterface
  public interface Work {

    /**
     * Deletes what is over.
     *
     * @param handle of a transaction of its own
     * @param now the time
     * @return how many rows
     */
    int sweep(Handle handle, Instant now);
  }

  /**
   * Prepares the work.
   *
   * @param jdbi the database that all instances share
   * @param clock the time
   * @param works each in a transaction of its own
   */
  public Upkeep(Jdbi jdbi, Clock clock, List<Work> works) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.leases = new Leases(jdbi, clock, UUID.randomUUID().toString());
    this.works = List.copyOf(works);
  }

  /**
   * Begins.
   *
   * @param interval between one sweep and the next
   */
  @SuppressWarnings("FutureReturnValueIgnored") // A sweep throws nothing.
  public void start(Duration interval) {
    executor.scheduleWithFixedDelay(
        this::sweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A database that is away for a moment must not end the schedule. */
  private void sweep() {
    try {
      if (leases.take("upkeep", LEASE)) {
        Instant now = clock.instant();
        for (Work work : works) {
          int rows = jdbi.inTransaction(handle -> work.sweep(handle, now));
          LOG.debug("{} rows were over", rows);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("the upkeep of the database failed, and is tried again", e);
    }
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
