package org.paceline.submitter.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/** Codes by which people register; any admin sees all of them. Thread-safe. */
final class Invitations {

  private static final Duration LIFE = Duration.ofDays(7);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;

  Invitations(Jdbi jdbi, Clock clock, Audit audit) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
  }

  /** One that was just made, with its code, which is shown only now. */
  record Made(UUID id, String code, Instant expiresAt) {
    @Override
    public String toString() {
      return "invitation " + id;
    }
  }

  Made make(Caller admin) {
    Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(LIFE);
    Made made = new Made(UUID.randomUUID(), Passwords.random(), until);
    jdbi.useTransaction(
        handle -> {
          handle
              .attach(InvitationTable.class)
              .add(made.id(), RandomCode.hash(made.code()), admin.id(), until);
          audit.write(handle, admin.name(), "user.invited", made.id().toString());
        });
    return made;
  }

  List<InvitationTable.Open> list(Page.Request page) {
    UUID after = NameCursor.of(page).id();
    return jdbi.withExtension(
        InvitationTable.class, table -> table.after(after, clock.instant(), page.size()));
  }

  InvitationTable.Open get(UUID id) {
    return jdbi.withExtension(InvitationTable.class, table -> table.find(id, clock.instant()))
        .orElseThrow(() -> missing(id));
  }

  private static Problem missing(UUID id) {
    return Problem.missing("invitation %s, or it has expired or was used".formatted(id));
  }

  /** Needs no version: it never changes. */
  void revoke(Caller admin, UUID id) {
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(InvitationTable.class).revoke(id, clock.instant()) == 0) {
            throw missing(id);
          }
          audit.write(handle, admin.name(), "user.invitation-revoked", id.toString());
        });
  }
}
