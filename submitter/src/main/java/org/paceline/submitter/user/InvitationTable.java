package org.paceline.submitter.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of invitations, each for one registration, of which only hashes are kept. */
interface InvitationTable {

  /**
   * An invitation without its code, which is shown once.
   *
   * @param id what it is revoked by
   * @param madeBy the admin
   * @param madeByName that account's name
   * @param expiresAt when it ends
   */
  record Open(UUID id, UUID madeBy, String madeByName, Instant expiresAt) {}

  String OPEN =
      "select i.id, i.made_by, u.name as made_by_name, i.expires_at from invitations i"
          + " join users u on u.id = i.made_by where i.expires_at > :now";

  @SqlUpdate(
      "insert into invitations (id, code_hash, made_by, expires_at)"
          + " values (:id, :hash, :by, :until)")
  void add(
      @Bind("id") UUID id,
      @Bind("hash") String hash,
      @Bind("by") UUID by,
      @Bind("until") Instant until);

  @SqlQuery(OPEN + " and i.id = :id")
  Optional<Open> find(@Bind("id") UUID id, @Bind("now") Instant now);

  @SqlQuery(OPEN + " and i.id > :after order by i.id limit :most")
  List<Open> after(@Bind("after") UUID after, @Bind("now") Instant now, @Bind("most") int most);

  /** Of two that use one at once only one deletes the row. */
  @SqlUpdate("delete from invitations where code_hash = :hash and expires_at > :now")
  int use(@Bind("hash") String hash, @Bind("now") Instant now);

  @SqlUpdate("delete from invitations where id = :id and expires_at > :now")
  int revoke(@Bind("id") UUID id, @Bind("now") Instant now);

  @SqlUpdate("delete from invitations where expires_at <= :now")
  int forget(@Bind("now") Instant now);
}
