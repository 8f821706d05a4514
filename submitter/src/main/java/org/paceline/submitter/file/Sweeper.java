package org.paceline.submitter.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.database.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does by the clock what nobody asks for, in one of the instances at a time. */
final class Sweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int BATCH = 500;
  private static final String WORK = "file-sweep";
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration RENEWED = Duration.ofMinutes(1);
  private static final LocalTime NIGHT = LocalTime.of(2, 0);
  private static final long PATIENCE_SECONDS = 20;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Leases leases;
  private final Uploads uploads;
  private final FileStore files;
  private final FileCheck check;
  private Instant taken = Instant.MIN;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "paceline-sweeper");
            thread.setDaemon(true);
            return thread;
          });

  Sweeper(Jdbi jdbi, Clock clock, Uploads uploads, FileStore files, FileCheck check) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.leases = new Leases(jdbi, clock, UUID.randomUUID().toString());
    this.uploads = uploads;
    this.files = files;
    this.check = check;
  }

  void start(Duration interval) {
    executor.scheduleWithFixedDelay(
        this::sweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A database that is away for a moment must not end the schedule. */
  private void sweep() {
    try {
      if (take()) {
        uploads.sweep(BATCH);
        goOn();
        files.sweep(BATCH);
        goOn();
        if (checkIsDue()) {
          check.run(this::goOn);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("the sweep of files failed, and is tried again", e);
    }
  }

  private boolean take() {
    taken = clock.instant();
    return leases.take(WORK, LEASE);
  }

  /** A check may take longer than a lease is held; only who holds it goes on. */
  private void goOn() {
    if (!clock.instant().isBefore(taken.plus(RENEWED)) && !take()) {
      throw new IllegalStateException("another instance sweeps the files by now");
    }
  }

  /** A check from a time that is yet to come does not count: the clock has been set back since. */
  private boolean checkIsDue() {
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    ZonedDateTime tonight = now.with(NIGHT);
    Instant night = (tonight.isAfter(now) ? tonight.minusDays(1) : tonight).toInstant();
    List<CheckTable.Check> last =
        jdbi.withExtension(
            CheckTable.class, table -> table.after(now.toInstant(), FileStore.FIRST, 1));
    return last.isEmpty() || last.get(0).at().isBefore(night);
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
