package org.paceline.submitter.project;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of projects, read as somebody who is in them. */
interface ProjectTable {

  String SEEN =
      "select p.id, p.name, p.owner_id, p.created_at, p.version,"
          + " case when p.owner_id = m.user_id then 'OWNER' else m.role end as role"
          + " from projects p join project_members m on m.project_id = p.id"
          + " where m.user_id = :user";

  @SqlQuery(SEEN + " and p.id = :id")
  Optional<Project> seen(@Bind("user") UUID user, @Bind("id") UUID id);

  @SqlQuery(SEEN + " and (p.name, p.id) > (:name, :id) order by p.name, p.id limit :most")
  List<Project> after(
      @Bind("user") UUID user,
      @Bind("name") String name,
      @Bind("id") UUID id,
      @Bind("most") int most);

  @SqlUpdate(
      "insert into projects (id, name, owner_id, created_at, version)"
          + " values (:id, :name, :owner, :at, 1)")
  void add(
      @Bind("id") UUID id,
      @Bind("name") String name,
      @Bind("owner") UUID owner,
      @Bind("at") Instant at);

  @SqlUpdate(
      "update projects set name = :name, version = version + 1"
          + " where id = :id and version = :version")
  int rename(@Bind("id") UUID id, @Bind("version") long version, @Bind("name") String name);

  @SqlUpdate(
      "update projects set owner_id = :owner, version = version + 1"
          + " where id = :id and version = :version")
  int passOn(@Bind("id") UUID id, @Bind("version") long version, @Bind("owner") UUID owner);

  /** Whoever changes members waits here, so that the owner is always one of them. */
  @SqlQuery("select owner_id from projects where id = :id for update")
  Optional<UUID> lockedOwner(@Bind("id") UUID id);

  @SqlUpdate("delete from projects where id = :id and version = :version")
  int delete(@Bind("id") UUID id, @Bind("version") long version);
}
