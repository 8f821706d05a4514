package org.paceline.submitter.project;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/** Projects. Thread-safe. */
final class Projects {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;
  private final Memberships memberships;

  Projects(Jdbi jdbi, Clock clock, Audit audit, Memberships memberships) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
    this.memberships = memberships;
  }

  Project create(Caller caller, String name) {
    UUID id = UUID.randomUUID();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    jdbi.useTransaction(
        handle -> {
          handle.attach(ProjectTable.class).add(id, name, caller.id(), now);
          handle.attach(MemberTable.class).add(id, caller.id(), Role.MEMBER, now);
          audit.write(handle, caller.name(), "project.created", name, id);
        });
    return new Project(id, name, caller.id(), Role.OWNER, now, 1);
  }

  Project get(Caller caller, UUID id) {
    return memberships.seen(caller, id);
  }

  List<Project> list(Caller caller, Page.Request page) {
    NameCursor after = NameCursor.of(page);
    return jdbi.withExtension(
        ProjectTable.class,
        table -> table.after(caller.id(), after.name(), after.id(), page.size()));
  }

  Project rename(Caller caller, UUID id, long version, String name) {
    memberships.owned(caller, id);
    jdbi.useTransaction(
        handle -> {
          fresh(handle.attach(ProjectTable.class).rename(id, version, name));
          audit.write(handle, caller.name(), "project.renamed", name, id);
        });
    return get(caller, id);
  }

  void delete(Caller caller, UUID id, long version) {
    Project project = memberships.owned(caller, id);
    jdbi.useTransaction(
        handle -> {
          fresh(handle.attach(ProjectTable.class).delete(id, version));
          audit.write(handle, caller.name(), "project.deleted", project.name(), id);
        });
  }

  Project passOn(Caller caller, UUID id, long version, UUID to) {
    memberships.owned(caller, id);
    jdbi.useTransaction(
        handle -> {
          Member next = passOn(handle, id, version, to);
          audit.write(handle, caller.name(), "project.passed-on", next.name(), id);
        });
    return get(caller, id);
  }

  /** The first statement locks the project: nobody leaves until the end. */
  private static Member passOn(Handle handle, UUID id, long version, UUID to) {
    ProjectTable projects = handle.attach(ProjectTable.class);
    projects.lockedOwner(id);
    MemberTable members = handle.attach(MemberTable.class);
    Member next =
        members
            .find(id, to)
            .orElseThrow(
                () -> Problem.invalid("userId must be of somebody in the project, not " + to));
    fresh(projects.passOn(id, version, to));
    members.change(id, to, next.version(), Role.MEMBER);
    return next;
  }

  private static void fresh(int changed) {
    if (changed == 0) {
      throw Problem.stale("the project was changed since: get it again");
    }
  }
}
