package org.paceline.submitter.user;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of secrets of authenticators, sealed, and of codes for whoever loses theirs. */
interface TotpTable {

  /**
   * An account's authenticator.
   *
   * @param userId whose it is
   * @param secret sealed by the account's password
   * @param confirmed whether a code was shown to be right; only then it is asked for
   * @param lastStep of the last code that was used
   * @param createdAt when the secret was made
   */
  record Enrolment(
      UUID userId, String secret, boolean confirmed, long lastStep, Instant createdAt) {
    @Override
    public String toString() {
      return "authenticator of " + userId;
    }
  }

  @SqlQuery("select * from totp where user_id = :user")
  Optional<Enrolment> find(@Bind("user") UUID user);

  @SqlUpdate(
      "insert into totp (user_id, secret, confirmed, last_step, created_at) values"
          + " (:userId, :secret, :confirmed, :lastStep, :createdAt)")
  void add(@BindMethods Enrolment enrolment);

  @SqlUpdate("delete from totp where user_id = :user and not confirmed")
  void removeOpen(@Bind("user") UUID user);

  /** Of two that show the same code only one changes the row. */
  @SqlUpdate(
      "update totp set last_step = :step, confirmed = true where user_id = :user"
          + " and secret = :secret and last_step < :step")
  int use(@Bind("user") UUID user, @Bind("secret") String secret, @Bind("step") long step);

  @SqlUpdate("update totp set secret = :next where user_id = :user and secret = :secret")
  int seal(@Bind("user") UUID user, @Bind("secret") String secret, @Bind("next") String next);

  @SqlUpdate("delete from totp where user_id = :user")
  int remove(@Bind("user") UUID user);

  @SqlUpdate("delete from totp where not confirmed and created_at < :before")
  int forgetOpen(@Bind("before") Instant before);

  @SqlUpdate("insert into recovery_codes (code_hash, user_id) values (:hash, :user)")
  void addRecovery(@Bind("user") UUID user, @Bind("hash") String hash);

  @SqlUpdate("delete from recovery_codes where user_id = :user and code_hash = :hash")
  int useRecovery(@Bind("user") UUID user, @Bind("hash") String hash);

  @SqlUpdate("delete from recovery_codes where user_id = :user")
  void removeRecovery(@Bind("user") UUID user);
}
