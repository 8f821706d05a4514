package org.paceline.submitter.user;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of refresh tokens, of which only hashes are kept. */
interface TokenTable {

  /**
   * A refresh token.
   *
   * @param tokenHash SHA-256 of the token
   * @param family of the sign-in that it comes from
   * @param userId whose it is
   * @param expiresAt when it ends
   * @param usedAt when it was exchanged for another, or null
   */
  record RefreshToken(
      String tokenHash, UUID family, UUID userId, Instant expiresAt, Instant usedAt) {}

  @SqlUpdate(
      "insert into refresh_tokens (token_hash, family, user_id, expires_at, used_at) values"
          + " (:tokenHash, :family, :userId, :expiresAt, :usedAt)")
  void add(@BindMethods RefreshToken token);

  @SqlQuery("select * from refresh_tokens where token_hash = :hash")
  Optional<RefreshToken> find(@Bind("hash") String hash);

  /** Of two exchanges of one token only one changes a row. */
  @SqlUpdate(
      "update refresh_tokens set used_at = :now where token_hash = :hash and used_at is null")
  int use(@Bind("hash") String hash, @Bind("now") Instant now);

  @SqlUpdate("delete from refresh_tokens where family = :family")
  void endFamily(@Bind("family") UUID family);

  @SqlUpdate("delete from refresh_tokens where user_id = :user")
  void endAllOf(@Bind("user") UUID user);

  @SqlUpdate("delete from refresh_tokens where user_id = :user and family <> :family")
  void endOthersOf(@Bind("user") UUID user, @Bind("family") UUID family);

  @SqlUpdate("delete from refresh_tokens where expires_at <= :now")
  int forget(@Bind("now") Instant now);
}
