package org.paceline.submitter.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The tables of uploads and their parts. A claim is of whoever completes one now. */
@RegisterConstructorMapper(Upload.class)
@RegisterConstructorMapper(UploadTable.Part.class)
interface UploadTable {

  /**
   * A part that has arrived.
   *
   * @param number from 1
   * @param sha256 of its bytes
   */
  record Part(int number, String sha256) {
    String name() {
      return number + "-" + sha256;
    }
  }

  @SqlUpdate(
      "insert into uploads (id, owner, project, member, machine, name, kind, size, sha256, space,"
          + " ttl_seconds, part_bytes, created_at, expires_at) values (:id, :owner, :project,"
          + " :member, :machine, :name, :kind, :size, :sha256, :space, :ttlSeconds, :partBytes,"
          + " :createdAt, :expiresAt)")
  void add(@BindMethods Upload upload);

  @SqlQuery("select * from uploads where id = :id")
  Optional<Upload> byId(@Bind("id") UUID id);

  @SqlQuery("select * from uploads where owner = :owner and id > :after order by id limit :most")
  List<Upload> ofOwner(
      @Bind("owner") UUID owner, @Bind("after") UUID after, @Bind("most") int most);

  @SqlQuery("select * from upload_parts where upload = :upload order by number")
  List<Part> parts(@Bind("upload") UUID upload);

  /** Also locks the row, so that parts that arrive at once are noted one after the other. */
  @SqlUpdate(
      "update uploads set expires_at = :until"
          + " where id = :id and (claim is null or claimed_until < :now)")
  int touch(@Bind("id") UUID id, @Bind("until") Instant until, @Bind("now") Instant now);

  @SqlUpdate("update upload_parts set sha256 = :sha256 where upload = :upload and number = :number")
  int replacePart(@Bind("upload") UUID upload, @BindMethods Part part);

  @SqlUpdate("insert into upload_parts (upload, number, sha256) values (:upload, :number, :sha256)")
  void addPart(@Bind("upload") UUID upload, @BindMethods Part part);

  /** Of two that complete an upload at once only one changes the row. */
  @SqlUpdate(
      "update uploads set claim = :claim, claimed_until = :until"
          + " where id = :id and (claim is null or claimed_until < :now)")
  int claim(
      @Bind("id") UUID id,
      @Bind("claim") UUID claim,
      @Bind("until") Instant until,
      @Bind("now") Instant now);

  @SqlUpdate(
      "update uploads set claim = null, claimed_until = null where id = :id and claim = :claim")
  void release(@Bind("id") UUID id, @Bind("claim") UUID claim);

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
