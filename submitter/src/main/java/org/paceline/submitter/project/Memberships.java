package org.paceline.submitter.project;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/** Whether a caller may know of a project, and what they may do in it. Thread-safe. */
public final class Memberships {

  private final Jdbi jdbi;

  /**
   * Asks a database.
   *
   * @param jdbi the database
   */
  public Memberships(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A project that the caller is in.
   *
   * @param caller whoever asks, admin or not
   * @param id the project's
   * @return with the caller's role
   * @throws Problem with status 404 if there is none, or the caller is not in it
   */
  public Project seen(Caller caller, UUID id) {
    return jdbi.withExtension(ProjectTable.class, table -> table.seen(caller.id(), id))
        .orElseThrow(() -> Problem.missing("project " + id));
  }

  /**
   * A project that the caller owns.
   *
   * @param caller whoever asks
   * @param id the project's
   * @return the project
   * @throws Problem with status 404 if the caller is not in it, 403 if it is another's
   */
  public Project owned(Caller caller, UUID id) {
    Project project = seen(caller, id);
    if (project.role() != Role.OWNER) {
      throw Problem.forbidden("only the project's owner may do this");
    }
    return project;
  }
}
