package org.paceline.submitter.project;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of invite codes, of which only hashes are kept. */
interface CodeTable {

  @SqlUpdate(
      "insert into invite_codes (id, project_id, code_hash, role, uses_left, created_at,"
          + " expires_at, version) values (:id, :projectId, :hash, :role, :usesLeft, :createdAt,"
          + " :expiresAt, :version)")
  void add(@BindMethods InviteCode code, @Bind("hash") String hash);

  /** Of two that use the last use at once only one changes a row. */
  @SqlUpdate(
      "update invite_codes set uses_left = uses_left - 1, version = version + 1"
          + " where code_hash = :hash and uses_left > 0 and expires_at > :now")
  int use(@Bind("hash") String hash, @Bind("now") Instant now);

  @SqlQuery("select * from invite_codes where code_hash = :hash")
  Optional<InviteCode> find(@Bind("hash") String hash);

  String OPEN =
      "select * from invite_codes where project_id = :project and uses_left > 0"
          + " and expires_at > :now";

  @SqlQuery(OPEN + " and id = :id")
  Optional<InviteCode> open(
      @Bind("project") UUID project, @Bind("now") Instant now, @Bind("id") UUID id);

  @SqlQuery(OPEN + " and id > :after order by id limit :most")
  List<InviteCode> open(
      @Bind("project") UUID project,
      @Bind("now") Instant now,
      @Bind("after") UUID after,
      @Bind("most") int most);

  @SqlUpdate("delete from invite_codes where id = :id and version = :version")
  int revoke(@Bind("id") UUID id, @Bind("version") long version);

  /** Those that nobody can use any more. */
  @SqlUpdate(
      "delete from invite_codes where project_id = :project"
          + " and (uses_left = 0 or :now >= expires_at)")
  void sweep(@Bind("project") UUID project, @Bind("now") Instant now);

  @SqlUpdate("delete from invite_codes where uses_left = 0 or :now >= expires_at")
  int sweep(@Bind("now") Instant now);
}
