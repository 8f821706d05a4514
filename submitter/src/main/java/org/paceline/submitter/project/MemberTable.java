package org.paceline.submitter.project;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of who is in which project. */
interface MemberTable {

  String MEMBERS =
      "select m.user_id, u.name, m.joined_at, m.version,"
          + " case when p.owner_id = m.user_id then 'OWNER' else m.role end as role"
          + " from project_members m join users u on u.id = m.user_id"
          + " join projects p on p.id = m.project_id where m.project_id = :project";

  @SqlQuery(MEMBERS + " and m.user_id = :user")
  Optional<Member> find(@Bind("project") UUID project, @Bind("user") UUID user);

  @SqlQuery(MEMBERS + " and u.name > :name order by u.name limit :most")
  List<Member> after(
      @Bind("project") UUID project, @Bind("name") String name, @Bind("most") int most);

  @SqlUpdate(
      "insert into project_members (project_id, user_id, role, joined_at, version)"
          + " values (:project, :user, :role, :at, 1)")
  void add(
      @Bind("project") UUID project,
      @Bind("user") UUID user,
      @Bind("role") Role role,
      @Bind("at") Instant at);

  @SqlUpdate(
      "update project_members set role = :role, version = version + 1"
          + " where project_id = :project and user_id = :user and version = :version")
  int change(
      @Bind("project") UUID project,
      @Bind("user") UUID user,
      @Bind("version") long version,
      @Bind("role") Role role);

  @SqlUpdate(
      "delete from project_members"
          + " where project_id = :project and user_id = :user and version = :version")
  int remove(@Bind("project") UUID project, @Bind("user") UUID user, @Bind("version") long version);
}
