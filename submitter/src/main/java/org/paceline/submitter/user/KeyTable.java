package org.paceline.submitter.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of the keys that sign access tokens, which all instances share. */
interface KeyTable {

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

  @SqlQuery("select * from signing_keys order by created_at desc, kid")
  List<SigningKey> keys();

  @SqlQuery("select * from signing_keys where kid = :kid")
  Optional<SigningKey> find(@Bind("kid") String kid);

  @SqlUpdate(
      "insert into signing_keys (kid, secret, created_at) values (:kid, :secret, :createdAt)")
  void add(@BindMethods SigningKey key);

  @SqlUpdate("delete from signing_keys where created_at < :before")
  int forget(@Bind("before") Instant before);
}
