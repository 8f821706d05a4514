package org.paceline.submitter.file;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.web.Problem;

/** Who may know of a file, and who may change it. Thread-safe. */
final class Reach {

  private final Jdbi jdbi;
  private final Membership membership;

  Reach(Jdbi jdbi, Membership membership) {
    this.jdbi = jdbi;
    this.membership = membership;
  }

  /**
   * Whether a file may go there.
   *
   * @throws Problem with status 404 if the caller has no such target, 403 if the caller may only
   *     look at it
   */
  void checkGives(UUID caller, Target target) {
    checkSees(caller, target);
    if (target.project() != null && !membership.gives(caller, target.project())) {
      throw Problem.forbidden("a viewer looks at a project and gives it no files");
    }
    if (target.machine() != null && !membership.givesMachine(caller, target.machine())) {
      throw Problem.forbidden("a viewer looks at a project's machines and gives them no files");
    }
  }

  /**
   * Whether the caller may look at what is there.
   *
   * @throws Problem with status 404 if the caller has no such target
   */
  void checkSees(UUID caller, Target target) {
    if (!reaches(caller, target)) {
      throw Problem.missing(target.toString());
    }
  }

  /** Whether the caller still has such a target. */
  boolean reaches(UUID caller, Target target) {
    return (target.project() == null || membership.member(caller, target.project()))
        && (target.member() == null || membership.mates(caller, target.member()))
        && (target.machine() == null || membership.reaches(caller, target.machine()));
  }

  boolean reads(UUID caller, StoredFile file) {
    return caller.equals(file.member())
        || file.project() != null && membership.member(caller, file.project())
        || file.machine() != null && membership.reaches(caller, file.machine())
        || holds(caller, file);
  }

  boolean changes(UUID caller, StoredFile file) {
    return holds(caller, file)
        || file.project() != null && membership.owner(caller, file.project());
  }

  private boolean holds(UUID caller, StoredFile file) {
    return jdbi.withExtension(FileTable.class, table -> table.held(file.id(), caller)) > 0;
  }
}
