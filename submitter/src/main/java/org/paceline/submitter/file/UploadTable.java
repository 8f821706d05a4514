package org.paceline.submitter.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of uploads. A claim is of whoever completes one now. */
interface UploadTable {

  @SqlUpdate(
      "insert into uploads (id, owner, project, member, machine, name, kind, size, crc32c, sha256, space,"
          + " ttl_seconds, part_bytes, created_at, expires_at, handle) values (:id, :owner, :project,"
          + " :member, :machine, :name, :kind, :size, :crc32c, :sha256, :space, :ttlSeconds, :partBytes,"
          + " :createdAt, :expiresAt, :handle)")
  void add(@BindMethods Upload upload);

  @SqlQuery("select * from uploads where id = :id")
  Optional<Upload> byId(@Bind("id") UUID id);

  @SqlQuery("select * from uploads where owner = :owner and id > :after order by id limit :most")
  List<Upload> ofOwner(
      @Bind("owner") UUID owner, @Bind("after") UUID after, @Bind("most") int most);

  /**
   * Also locks the row, so that parts that arrive at once are noted one after the other, and ends a
   * claim that was not renewed: what it was for is about to change.
   */
  @SqlUpdate(
      "update uploads set expires_at = :until, claim = null, claimed_until = null"
          + " where id = :id and (claim is null or claimed_until < :now)")
  int touch(@Bind("id") UUID id, @Bind("until") Instant until, @Bind("now") Instant now);

  /** Of two that complete an upload at once only one changes the row. */
  @SqlUpdate(
      "update uploads set claim = :claim, claimed_until = :until"
          + " where id = :id and (claim is null or claimed_until < :now)")
  int claim(
      @Bind("id") UUID id,
      @Bind("claim") UUID claim,
      @Bind("until") Instant until,
      @Bind("now") Instant now);

  @SqlUpdate("update uploads set claimed_until = :until where id = :id and claim = :claim")
  void renew(@Bind("id") UUID id, @Bind("claim") UUID claim, @Bind("until") Instant until);

  @SqlUpdate(
      "update uploads set claim = null, claimed_until = null where id = :id and claim = :claim")
  void release(@Bind("id") UUID id, @Bind("claim") UUID claim);

  /** Where no other process can complete: an embedded database has only one. */
  @SqlUpdate("update uploads set claim = null, claimed_until = null where claim is not null")
  void releaseAll();

  @SqlUpdate("update uploads set handle = :handle where id = :id")
  void changeHandle(@Bind("id") UUID id, @Bind("handle") String handle);

  @SqlUpdate("delete from uploads where id = :id and claim = :claim")
  int deleteClaimed(@Bind("id") UUID id, @Bind("claim") UUID claim);

  @SqlUpdate("delete from uploads where id = :id and (claim is null or claimed_until < :now)")
  int deleteFree(@Bind("id") UUID id, @Bind("now") Instant now);

  @SqlQuery("select * from uploads where expires_at <= :now order by expires_at limit :most")
  List<Upload> expired(@Bind("now") Instant now, @Bind("most") int most);

  @SqlQuery("select coalesce(sum(size), 0) from uploads where owner = :user")
  long bytesOfUser(@Bind("user") UUID user);

  @SqlQuery("select coalesce(sum(size), 0) from uploads where project = :project")
  long bytesOfProject(@Bind("project") UUID project);
}
