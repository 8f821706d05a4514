package org.paceline.submitter.machine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/**
 * Tokens with which an agent registers one machine for its owner. Each is good for one use within a
 * short time, so that it may stand where others can read it later. Thread-safe.
 */
final class Enrollments {

  private static final int MOST = 1_000;

  /** So that it cannot begin with a hyphen, which commands take for an option's. */
  private static final String PREFIX = "machine-";

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;
  private final Duration life;

  Enrollments(Jdbi jdbi, Clock clock, Audit audit, Duration life) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
    this.life = life;
  }

  /** One that was just made, with the token, which is shown only now. */
  record Made(UUID id, String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "enrolment " + id;
    }
  }

  Made make(Caller owner) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Made made = new Made(UUID.randomUUID(), PREFIX + RandomCode.make(), now.plus(life));
    jdbi.useTransaction(handle -> keep(handle, owner, made, now));
    return made;
  }

  private void keep(Handle handle, Caller owner, Made made, Instant now) {
    EnrollmentTable table = handle.attach(EnrollmentTable.class);
    table.sweep(now);
    if (table.ofOwner(owner.id()) >= MOST) {
      throw Problem.conflict("you have %s enrolments that are open".formatted(MOST));
    }
    table.add(made.id(), RandomCode.hash(made.token()), owner.id(), made.expiresAt());
    audit.write(handle, owner.name(), "machine.enrollment-made", made.id().toString());
  }

  List<EnrollmentTable.Waiting> list(Caller owner, Page.Request page) {
    UUID after = NameCursor.of(page).id();
    return jdbi.withExtension(
        EnrollmentTable.class,
        table -> table.waiting(owner.id(), clock.instant(), after, page.size()));
  }

  EnrollmentTable.Waiting get(Caller owner, UUID id) {
    return jdbi.withExtension(
            EnrollmentTable.class, table -> table.waiting(owner.id(), clock.instant(), id))
        .orElseThrow(() -> missing(id));
  }

  private static Problem missing(UUID id) {
    return Problem.missing("enrollment %s, or it has expired or was used".formatted(id));
  }

  /** Needs no version: it never changes. */
  void revoke(Caller owner, UUID id) {
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(EnrollmentTable.class).revoke(owner.id(), clock.instant(), id) == 0) {
            throw missing(id);
          }
          audit.write(handle, owner.name(), "machine.enrollment-revoked", id.toString());
        });
  }

  /** Whose machine may be registered with a token, which that does not use up. */
  EnrollmentTable.Open find(String token) {
    String hash = RandomCode.hash(token);
    return jdbi.withExtension(EnrollmentTable.class, table -> table.find(hash, clock.instant()))
        .orElseThrow(Enrollments::worthless);
  }

  /** Within a transaction, so that a registration that fails uses nothing up. */
  static void use(Handle handle, EnrollmentTable.Open open, Instant now) {
    if (handle.attach(EnrollmentTable.class).use(open.id(), now) == 0) {
      throw worthless();
    }
  }

  private static Problem worthless() {
    return Problem.unauthenticated(
        "the token for a machine is none, was used or has expired: make a new one");
  }
}
