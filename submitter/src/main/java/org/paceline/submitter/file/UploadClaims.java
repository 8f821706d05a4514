package org.paceline.submitter.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who completes which upload: one at a time, whatever the instance. A claim is for a short time,
 * and is renewed while the work goes on, so that one of a process that ends is soon free.
 * Thread-safe.
 */
final class UploadClaims implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UploadClaims.class);
  private static final Duration CLAIM = Duration.ofSeconds(30);
  private static final Duration RENEWED = Duration.ofSeconds(5);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration interval;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "paceline-claims");
            thread.setDaemon(true);
            return thread;
          });

  UploadClaims(Jdbi jdbi, Clock clock) {
    this(jdbi, clock, RENEWED);
  }

  UploadClaims(Jdbi jdbi, Clock clock, Duration interval) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.interval = interval;
  }

  /**
   * Takes an upload until it is closed.
   *
   * @throws Problem with status 409 if another request has it
   */
  Claim take(Upload upload) {
    UUID id = UUID.randomUUID();
    Instant now = now();
    if (jdbi.withExtension(
            UploadTable.class, table -> table.claim(upload.id(), id, now.plus(CLAIM), now))
        == 0) {
      throw Problem.busy(
          "the upload is being completed by another request", (int) CLAIM.toSeconds());
    }
    return new Claim(upload.id(), id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** An upload that nobody else completes. */
  final class Claim implements AutoCloseable {
    private final UUID upload;
    private final UUID id;
    private final Future<?> renewal;

    private Claim(UUID upload, UUID id) {
      this.upload = upload;
      this.id = id;
      this.renewal =
          executor.scheduleWithFixedDelay(
              this::renew, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    UUID id() {
      return id;
    }

    /** A database that is away for a moment must not end the schedule. */
    private void renew() {
      try {
        Instant until = now().plus(CLAIM);
        jdbi.useExtension(UploadTable.class, table -> table.renew(upload, id, until));
      } catch (RuntimeException e) {
        LOG.warn("the claim of upload {} was not renewed, which is tried again", upload, e);
      }
    }

    /** One that cannot be released ends by the clock; what was done with it is done. */
    @Override
    public void close() {
      renewal.cancel(false);
      try {
        jdbi.useExtension(UploadTable.class, table -> table.release(upload, id));
      } catch (RuntimeException e) {
        LOG.warn("the claim of upload {} was not released", upload, e);
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
