package org.paceline.submitter.project;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.database.Conflict;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/** Codes by which people come into projects. Thread-safe. */
final class InviteCodes {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;
  private final Memberships memberships;

  InviteCodes(Jdbi jdbi, Clock clock, Audit audit, Memberships memberships) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
    this.memberships = memberships;
  }

  /** A code that was just made, with what is shown only now. */
  record Made(InviteCode kept, String code) {
    @Override
    public String toString() {
      return kept.toString();
    }
  }

  Made make(Caller caller, UUID project, Role role, int uses, Duration life) {
    memberships.owned(caller, project);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    InviteCode kept =
        new InviteCode(UUID.randomUUID(), project, role, uses, now, now.plus(life), 1);
    String code = RandomCode.make();
    jdbi.useTransaction(
        handle -> {
          CodeTable table = handle.attach(CodeTable.class);
          table.sweep(project, now);
          table.add(kept, RandomCode.hash(code));
          audit.write(handle, caller.name(), "project.code-made", kept.id().toString(), project);
        });
    return new Made(kept, code);
  }

  List<InviteCode> list(Caller caller, UUID project, Page.Request page) {
    memberships.owned(caller, project);
    UUID after = NameCursor.of(page).id();
    return jdbi.withExtension(
        CodeTable.class, table -> table.open(project, clock.instant(), after, page.size()));
  }

  InviteCode get(Caller caller, UUID project, UUID id) {
    memberships.owned(caller, project);
    return jdbi.withExtension(CodeTable.class, table -> table.open(project, clock.instant(), id))
        .orElseThrow(() -> Problem.missing("invite code " + id));
  }

  /** One that the caller got; whoever came by it since is not overlooked. */
  void revoke(Caller caller, InviteCode code, long version) {
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(CodeTable.class).revoke(code.id(), version) == 0) {
            throw Problem.stale("the invite code was used or revoked since: get it again");
          }
          String id = code.id().toString();
          audit.write(handle, caller.name(), "project.code-revoked", id, code.projectId());
        });
  }

  /** Whoever is in the project already does not use a code up: that is rolled back. */
  Project use(Caller caller, String code) {
    InviteCode used;
    try {
      used = jdbi.inTransaction(handle -> use(handle, caller, RandomCode.hash(code)));
    } catch (UnableToExecuteStatementException e) {
      if (Conflict.taken(e)) {
        throw Problem.conflict("you are in the project already");
      }
      throw e;
    }
    return memberships.seen(caller, used.projectId());
  }

  private InviteCode use(Handle handle, Caller caller, String hash) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    CodeTable table = handle.attach(CodeTable.class);
    if (table.use(hash, now) == 0) {
      throw Problem.missing("such invite code, or it has expired, was used or revoked");
    }
    InviteCode code = table.find(hash).orElseThrow();
    handle.attach(MemberTable.class).add(code.projectId(), caller.id(), code.role(), now);
    audit.write(handle, caller.name(), "project.joined", caller.name(), code.projectId());
    return code;
  }
}
