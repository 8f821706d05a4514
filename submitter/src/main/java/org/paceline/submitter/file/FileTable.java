package org.paceline.submitter.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of files. One that has expired is not there, though its row waits for the sweeper. */
interface FileTable {

  @SqlUpdate(
      "insert into files (id, owner, project, member, machine, name, kind, size, crc32c, sha256, space,"
          + " created_at, expires_at, deleted_at, version) values (:id, :owner, :project, :member,"
          + " :machine, :name, :kind, :size, :crc32c, :sha256, :space, :createdAt, :expiresAt, :deletedAt,"
          + " :version)")
  void add(@BindMethods StoredFile file);

  @SqlQuery("select * from files where id = :id and (expires_at is null or expires_at > :now)")
  Optional<StoredFile> byId(@Bind("id") UUID id, @Bind("now") Instant now);

  @SqlQuery("select count(*) from files where id = :id")
  int count(@Bind("id") UUID id);

  @SqlQuery("select count(*) from file_holders where file = :id and holder = :user")
  int held(@Bind("id") UUID id, @Bind("user") UUID user);

  @SqlQuery(
      "select * from files where id in (select file from file_holders where holder = :user"
          + " union select id from files where member = :user) and deleted_at is null"
          + " and (expires_at is null or expires_at > :now)"
          + " and id > :after order by id limit :most")
  List<StoredFile> ofUser(
      @Bind("user") UUID user,
      @Bind("now") Instant now,
      @Bind("after") UUID after,
      @Bind("most") int most);

  @SqlQuery(
      "select * from files where project = :project and deleted_at is null"
          + " and (expires_at is null or expires_at > :now)"
          + " and id > :after order by id limit :most")
  List<StoredFile> ofProject(
      @Bind("project") UUID project,
      @Bind("now") Instant now,
      @Bind("after") UUID after,
      @Bind("most") int most);

  @SqlQuery(
      "select * from files where machine = :machine and deleted_at is null"
          + " and (expires_at is null or expires_at > :now)"
          + " and id > :after order by id limit :most")
  List<StoredFile> ofMachine(
      @Bind("machine") UUID machine,
      @Bind("now") Instant now,
      @Bind("after") UUID after,
      @Bind("most") int most);

  /** Those that a member was given, of which the member sees all, and others what they gave. */
  @SqlQuery(
      "select * from files where member = :member and (member = :user or owner = :user)"
          + " and deleted_at is null and (expires_at is null or expires_at > :now)"
          + " and id > :after order by id limit :most")
  List<StoredFile> ofMember(
      @Bind("user") UUID user,
      @Bind("member") UUID member,
      @Bind("now") Instant now,
      @Bind("after") UUID after,
      @Bind("most") int most);

  /** What they hold, and what was in their projects. */
  @SqlQuery(
      "select * from files where id in (select file from file_holders where holder = :user"
          + " union select id from files"
          + " where project in (select id from projects where owner_id = :user))"
          + " and deleted_at is not null"
          + " and (expires_at is null or expires_at > :now)"
          + " and id > :after order by id limit :most")
  List<StoredFile> binOf(
      @Bind("user") UUID user,
      @Bind("now") Instant now,
      @Bind("after") UUID after,
      @Bind("most") int most);

  @SqlUpdate(
      "update files set deleted_at = :at, version = version + 1"
          + " where id = :id and version = :version and deleted_at is null")
  int bin(@Bind("id") UUID id, @Bind("version") long version, @Bind("at") Instant at);

  @SqlUpdate(
      "update files set deleted_at = null, version = version + 1"
          + " where id = :id and version = :version and deleted_at is not null")
  int restore(@Bind("id") UUID id, @Bind("version") long version);

  @SqlUpdate("delete from files where id = :id and version = :version")
  int delete(@Bind("id") UUID id, @Bind("version") long version);

  @SqlQuery(
      "select * from files where expires_at <= :now or deleted_at <= :binned"
          + " order by id limit :most")
  List<StoredFile> over(
      @Bind("now") Instant now, @Bind("binned") Instant binned, @Bind("most") int most);

  @SqlUpdate(
      "update files set deleted_at = :now, version = version + 1 where deleted_at is null"
          + " and not exists (select 1 from projects where projects.id = files.project)"
          + " and not exists (select 1 from machines where machines.id = files.machine)"
          + " and not exists"
          + " (select 1 from users where users.id = files.owner or users.id = files.member)")
  int binOrphaned(@Bind("now") Instant now);

  @SqlQuery("select * from files where id > :after order by id limit :most")
  List<StoredFile> all(@Bind("after") UUID after, @Bind("most") int most);

  @SqlQuery(
      "select coalesce(sum(size), 0) from files"
          + " where id in (select file from file_holders where holder = :user)")
  long bytesOfUser(@Bind("user") UUID user);

  @SqlQuery("select coalesce(sum(size), 0) from files where project = :project")
  long bytesOfProject(@Bind("project") UUID project);
}
