package org.paceline.submitter.file;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.web.Problem;

/**
 * Who writes which part. Whoever writes one claims it in the database first, and goes on claiming
 * it between two buffers, so that no two write to one place, in whatever instance; a part that is
 * being replaced is none until the other is whole. Thread-safe.
 */
final class PartClaims {

  private static final Duration CLAIM = Duration.ofSeconds(30);
  private static final Duration RENEWED = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final Clock clock;
  private final FileSettings settings;
  private final UUID process = UUID.randomUUID();

  PartClaims(Jdbi jdbi, Clock clock, FileSettings settings) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Claims a part; empty if it is there.
   *
   * @throws Problem with status 409 if somebody else writes it
   */
  Optional<Part> take(Upload upload, int number, Checksum told) {
    Instant now = now();
    Part claim =
        new Part(
            number,
            told.algorithm(),
            told.value(),
            UUID.randomUUID(),
            process,
            now.plus(CLAIM),
            "",
            "");
    return jdbi.inTransaction(
        handle -> {
          touch(handle.attach(UploadTable.class), upload);
          PartTable table = handle.attach(PartTable.class);
          Optional<Part> before = table.byNumber(upload.id(), number);
          if (before.filter(part -> part.arrived() && part.has(told)).isPresent()) {
            return Optional.empty();
          }
          before.ifPresent(part -> checkFree(part, now));
          table.delete(upload.id(), number);
          table.add(upload.id(), claim);
          return Optional.of(claim);
        });
  }

  private static void checkFree(Part part, Instant now) {
    if (!part.arrived() && part.claimedUntil().isAfter(now)) {
      throw Problem.busy(
          "part %s is being written by another request".formatted(part.number()),
          (int) Duration.between(now, part.claimedUntil()).toSeconds() + 1);
    }
  }

  /** Locks the upload's row until the transaction ends, so that claims come one after the other. */
  private void touch(UploadTable table, Upload upload) {
    Instant now = now();
    if (table.touch(upload.id(), now.plus(settings.upload()), now) == 0) {
      throw Problem.conflict("the upload is being completed, or is gone");
    }
  }

  /**
   * Says that a part is there.
   *
   * @throws Problem with status 409 if its claim ended before
   */
  void arrive(Upload upload, Part part, String crc32c, String receipt) {
    jdbi.useTransaction(
        handle -> {
          touch(handle.attach(UploadTable.class), upload);
          PartTable table = handle.attach(PartTable.class);
          if (table.arrive(upload.id(), part.number(), part.attempt(), crc32c, receipt) == 0) {
            throw lost(part.number());
          }
        });
  }

  private static Problem lost(int number) {
    return Problem.conflict(
        "part %s took too long, and another request writes it".formatted(number));
  }

  void giveUp(Upload upload, Part part) {
    jdbi.useExtension(
        PartTable.class, table -> table.giveUp(upload.id(), part.number(), part.attempt()));
  }

  /** Whether another process wrote it, of which this one does not know how it ended. */
  boolean isOfAnother(Part part) {
    return !part.writer().equals(process);
  }

  /** What is to be done again and again while the bytes of a part come. */
  Runnable renewal(Upload upload, Part part) {
    return new Renewal(upload.id(), part)::ifDue;
  }

  private final class Renewal {
    private final UUID upload;
    private final Part part;
    private Instant last = now();

    Renewal(UUID upload, Part part) {
      this.upload = upload;
      this.part = part;
    }

    void ifDue() {
      Instant now = now();
      if (!now.isBefore(last.plus(RENEWED))) {
        renew(now.plus(CLAIM));
        last = now;
      }
    }

    private void renew(Instant until) {
      int renewed =
          jdbi.withExtension(
              PartTable.class, table -> table.renew(upload, part.number(), part.attempt(), until));
      if (renewed == 0) {
        throw lost(part.number());
      }
    }
  }
}
