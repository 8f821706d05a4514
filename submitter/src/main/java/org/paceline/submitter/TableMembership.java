package org.paceline.submitter;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.file.Membership;

/** Who belongs to what, as projects and machines have it. */
final class TableMembership implements Membership {

  private static final String LENT =
      "select count(*) from project_members m join machine_projects l"
          + " on m.project_id = l.project_id where m.user_id = :a and l.machine_id = :b";

  private final Jdbi jdbi;

  TableMembership(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public boolean member(UUID user, UUID project) {
    return there(
        "select count(*) from project_members where user_id = :a and project_id = :b",
        user,
        project);
  }

  @Override
  public boolean gives(UUID user, UUID project) {
    return owner(user, project)
        || there(
            "select count(*) from project_members"
                + " where user_id = :a and project_id = :b and role <> 'VIEWER'",
            user,
            project);
  }

  @Override
  public boolean owner(UUID user, UUID project) {
    return there("select count(*) from projects where owner_id = :a and id = :b", user, project);
  }

  @Override
  public boolean mates(UUID user, UUID other) {
    return user.equals(other)
        || there(
            "select count(*) from project_members m join project_members o"
                + " on m.project_id = o.project_id where m.user_id = :a and o.user_id = :b",
            user,
            other);
  }

  /** Its owner, and the members of the projects that it is lent to. */
  @Override
  public boolean reaches(UUID user, UUID machine) {
    return ownsMachine(user, machine) || there(LENT, user, machine);
  }

  /** Its owner, and those members who are not viewers. */
  @Override
  public boolean givesMachine(UUID user, UUID machine) {
    return ownsMachine(user, machine) || there(LENT + " and m.role <> 'VIEWER'", user, machine);
  }

  private boolean ownsMachine(UUID user, UUID machine) {
    return there("select count(*) from machines where owner_id = :a and id = :b", user, machine);
  }

  private boolean there(String count, UUID a, UUID b) {
    return jdbi.withHandle(
            handle ->
                handle.createQuery(count).bind("a", a).bind("b", b).mapTo(Integer.class).one())
        > 0;
  }
}
