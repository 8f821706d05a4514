package org.paceline.submitter.file;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.paceline.submitter.web.Problem;

/**
 * Whom a file is for; nobody but its owner where none is set.
 *
 * @param project or null
 * @param member or null
 * @param machine or null
 */
record Target(UUID project, UUID member, UUID machine) {

  /** What a list is asked for. */
  static Target inQuery(Context context) {
    Target target =
        new Target(
            Ids.inQuery(context, "project"),
            Ids.inQuery(context, "member"),
            Ids.inQuery(context, "machine"));
    if (Stream.of(target.project, target.member, target.machine).filter(Objects::nonNull).count()
        > 1) {
      throw Problem.invalid("a list is of one of project, member and machine");
    }
    return target;
  }

  static Target of(StoredFile file) {
    return new Target(file.project(), file.member(), file.machine());
  }

  /** For people. */
  @Override
  public String toString() {
    if (project != null) {
      return "project " + project;
    }
    return member != null ? "user " + member : "machine " + machine;
  }
}
