package org.paceline.submitter.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of enrolments that are open. */
interface EnrollmentTable {

  /**
   * An enrolment, and for whom.
   *
   * @param id made by the service
   * @param ownerId whose machine it will be
   * @param ownerName that account's name
   */
  record Open(UUID id, UUID ownerId, String ownerName) {}

  /**
   * An enrolment as its owner sees it, without its token, which is shown once.
   *
   * @param id what it is revoked by
   * @param expiresAt when it ends
   */
  record Waiting(UUID id, Instant expiresAt) {}

  String WAITING =
      "select id, expires_at from enrollments where owner_id = :owner and expires_at > :now";

  @SqlUpdate(
      "insert into enrollments (id, token_hash, owner_id, expires_at)"
          + " values (:id, :hash, :owner, :until)")
  void add(
      @Bind("id") UUID id,
      @Bind("hash") String hash,
      @Bind("owner") UUID owner,
      @Bind("until") Instant until);

  @SqlQuery(
      "select e.id, e.owner_id, u.name as owner_name from enrollments e"
          + " join users u on u.id = e.owner_id where e.token_hash = :hash and e.expires_at > :now")
  Optional<Open> find(@Bind("hash") String hash, @Bind("now") Instant now);

  @SqlQuery(WAITING + " and id = :id")
  Optional<Waiting> waiting(
      @Bind("owner") UUID owner, @Bind("now") Instant now, @Bind("id") UUID id);

  @SqlQuery(WAITING + " and id > :after order by id limit :most")
  List<Waiting> waiting(
      @Bind("owner") UUID owner,
      @Bind("now") Instant now,
      @Bind("after") UUID after,
      @Bind("most") int most);

  @SqlUpdate("delete from enrollments where owner_id = :owner and expires_at > :now and id = :id")
  int revoke(@Bind("owner") UUID owner, @Bind("now") Instant now, @Bind("id") UUID id);

  /** Of two that use it at once only one deletes the row. */
  @SqlUpdate("delete from enrollments where id = :id and expires_at > :now")
  int use(@Bind("id") UUID id, @Bind("now") Instant now);

  @SqlUpdate("delete from enrollments where expires_at <= :now")
  int sweep(@Bind("now") Instant now);

  @SqlQuery("select count(*) from enrollments where owner_id = :owner")
  int ofOwner(@Bind("owner") UUID owner);
}
