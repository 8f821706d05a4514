package org.paceline.submitter.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * The tables of refresh tokens, of which only hashes are kept, and of the keys of access tokens.
 */
@RegisterConstructorMapper(TokenTable.RefreshToken.class)
@RegisterConstructorMapper(TokenTable.SigningKey.class)
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

  /**
   * A key that signs access tokens.
   *
   * @param kid its name in a token's header
   * @param secret base64
   * @param createdAt the newest signs
   */
  record SigningKey(String kid, String secret, Instant createdAt) {
    @Override
    public String toString() {
      return "key " + kid;
    }
  }

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

  @SqlQuery("select count(*) from refresh_tokens where family = :family")
  int ofFamily(@Bind("family") UUID family);

  @SqlQuery("select * from signing_keys order by created_at desc, kid")
  List<SigningKey> keys();

  @SqlUpdate(
      "insert into signing_keys (kid, secret, created_at) values (:kid, :secret, :createdAt)")
  void add(@BindMethods SigningKey key);

  @SqlUpdate("delete from signing_keys where created_at < :before")
  int forgetKeys(@Bind("before") Instant before);
}
