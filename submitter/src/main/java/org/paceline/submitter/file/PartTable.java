package org.paceline.submitter.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of parts. One that is claimed is being written, and is no part yet. */
interface PartTable {

  @SqlQuery(
      "select * from upload_parts where upload = :upload and claimed_until is null order by number")
  List<Part> arrived(@Bind("upload") UUID upload);

  @SqlQuery(
      "select * from upload_parts where upload = :upload and claimed_until is null"
          + " and number >= :from and number < :from + :most order by number")
  List<Part> from(@Bind("upload") UUID upload, @Bind("from") int from, @Bind("most") int most);

  @SqlQuery("select * from upload_parts where upload = :upload and number = :number")
  Optional<Part> byNumber(@Bind("upload") UUID upload, @Bind("number") int number);

  @SqlUpdate("delete from upload_parts where upload = :upload and number = :number")
  void delete(@Bind("upload") UUID upload, @Bind("number") int number);

  @SqlUpdate(
      "insert into upload_parts (upload, number, algorithm, checksum, attempt, writer,"
          + " claimed_until) values (:upload, :number, :algorithm, :checksum, :attempt, :writer,"
          + " :claimedUntil)")
  void add(@Bind("upload") UUID upload, @BindMethods Part part);

  @SqlUpdate(
      "update upload_parts set claimed_until = :until where upload = :upload and number = :number"
          + " and attempt = :attempt and claimed_until is not null")
  int renew(
      @Bind("upload") UUID upload,
      @Bind("number") int number,
      @Bind("attempt") UUID attempt,
      @Bind("until") Instant until);

  @SqlUpdate(
      "update upload_parts set claimed_until = null, crc32c = :crc32c, receipt = :receipt"
          + " where upload = :upload and number = :number and attempt = :attempt and claimed_until is not null")
  int arrive(
      @Bind("upload") UUID upload,
      @Bind("number") int number,
      @Bind("attempt") UUID attempt,
      @Bind("crc32c") String crc32c,
      @Bind("receipt") String receipt);

  @SqlUpdate(
      "delete from upload_parts where upload = :upload and number = :number"
          + " and attempt = :attempt and claimed_until is not null")
  void giveUp(
      @Bind("upload") UUID upload, @Bind("number") int number, @Bind("attempt") UUID attempt);

  @SqlUpdate("delete from upload_parts where upload = :upload")
  void deleteAll(@Bind("upload") UUID upload);

  /** Where no other process can write: an embedded database has only one. */
  @SqlUpdate("delete from upload_parts where claimed_until is not null")
  void giveUpAll();
}
