package org.paceline.submitter.project;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/** Who is in a project. Thread-safe. */
final class Members {

  private final Jdbi jdbi;
  private final Audit audit;
  private final Memberships memberships;

  Members(Jdbi jdbi, Audit audit, Memberships memberships) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.memberships = memberships;
  }

  List<Member> list(Caller caller, UUID project, Page.Request page) {
    memberships.seen(caller, project);
    return jdbi.withExtension(
        MemberTable.class, table -> table.after(project, page.after(), page.size()));
  }

  Member get(Caller caller, UUID project, UUID user) {
    memberships.seen(caller, project);
    return jdbi.withExtension(MemberTable.class, table -> found(table, project, user));
  }

  private static Member found(MemberTable table, UUID project, UUID user) {
    return table
        .find(project, user)
        .orElseThrow(() -> Problem.missing("member %s in the project".formatted(user)));
  }

  Member change(Caller caller, UUID project, UUID user, long version, Role role) {
    memberships.owned(caller, project);
    return jdbi.inTransaction(
        handle -> {
          requireOwner(handle.attach(ProjectTable.class).lockedOwner(project), caller);
          MemberTable table = handle.attach(MemberTable.class);
          refuseOwner(found(table, project, user));
          if (table.change(project, user, version, role) == 0) {
            throw stale();
          }
          Member changed = found(table, project, user);
          String said = changed.name() + " is " + role.text();
          audit.write(handle, caller.name(), "project.role-changed", said, project);
          return changed;
        });
  }

  /** Anybody may leave; only the owner sends somebody else away. */
  Member removable(Caller caller, UUID project, UUID user) {
    if (caller.id().equals(user)) {
      memberships.seen(caller, project);
    } else {
      memberships.owned(caller, project);
    }
    return get(caller, project, user);
  }

  /** One that the caller may remove. */
  void remove(Caller caller, UUID project, Member seen, long version) {
    boolean leaves = caller.id().equals(seen.userId());
    String action = leaves ? "project.left" : "project.member-removed";
    jdbi.useTransaction(
        handle -> {
          Optional<UUID> owner = handle.attach(ProjectTable.class).lockedOwner(project);
          if (!leaves) {
            requireOwner(owner, caller);
          }
          MemberTable table = handle.attach(MemberTable.class);
          Member member = found(table, project, seen.userId());
          refuseOwner(member);
          if (table.remove(project, member.userId(), version) == 0) {
            throw stale();
          }
          audit.write(handle, caller.name(), action, member.name(), project);
        });
  }

  private static Problem stale() {
    return Problem.stale("the member was changed since: get it again");
  }

  private static void requireOwner(Optional<UUID> owner, Caller caller) {
    if (!owner.equals(Optional.of(caller.id()))) {
      throw Problem.conflict("the project was passed on at the same moment");
    }
  }

  private static void refuseOwner(Member member) {
    if (member.role() == Role.OWNER) {
      throw Problem.conflict("%s owns the project: pass it on first".formatted(member.name()));
    }
  }
}
