package org.paceline.submitter.file;

import java.util.UUID;
import org.paceline.submitter.web.Problem;

/** Who may know of a file, and who may change it. Thread-safe. */
final class Reach {

  private final Membership membership;

  Reach(Membership membership) {
    this.membership = membership;
  }

  /**
   * Whether a file may go there.
   *
   * @throws Problem with status 404 if the caller has no such target
   */
  void checkTarget(UUID caller, UUID project, UUID member, UUID machine) {
    if (project != null) {
      checkProject(caller, project);
    }
    if (member != null && !membership.mates(caller, member)) {
      throw Problem.missing("user " + member);
    }
    if (machine != null && !membership.reaches(caller, machine)) {
      throw Problem.missing("machine " + machine);
    }
  }

  void checkProject(UUID caller, UUID project) {
    if (!membership.member(caller, project)) {
      throw Problem.missing("project " + project);
    }
  }

  boolean reads(UUID caller, StoredFile file) {
    return caller.equals(file.owner())
        || caller.equals(file.member())
        || file.project() != null && membership.member(caller, file.project())
        || file.machine() != null && membership.reaches(caller, file.machine());
  }

  boolean changes(UUID caller, StoredFile file) {
    return caller.equals(file.owner())
        || file.project() != null && membership.owner(caller, file.project());
  }
}
