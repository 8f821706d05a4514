package org.paceline.submitter.user;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of accounts. */
@RegisterConstructorMapper(User.class)
interface UserTable {

  @SqlQuery("select * from users where id = :id")
  Optional<User> byId(@Bind("id") UUID id);

  @SqlQuery("select * from users where name = :name")
  Optional<User> byName(@Bind("name") String name);

  @SqlQuery("select count(*) from users where admin")
  int admins();

  @SqlUpdate(
      "insert into users (id, name, password_hash, admin, must_change_password, failures,"
          + " locked_until, created_at, version) values (:id, :name, :passwordHash, :admin,"
          + " :mustChangePassword, :failures, :lockedUntil, :createdAt, :version)")
  void add(@BindMethods User user);

  /** One more wrong password; it counts also where several come at the same moment. */
  @SqlUpdate(
      "update users set failures = failures + 1,"
          + " locked_until = case when failures + 1 >= :most then :until else locked_until end"
          + " where id = :id")
  void fail(@Bind("id") UUID id, @Bind("most") int most, @Bind("until") Instant until);

  @SqlUpdate("update users set failures = 0, locked_until = null where id = :id")
  void succeed(@Bind("id") UUID id);

  @SqlUpdate(
      "update users set password_hash = :hash, must_change_password = false, failures = 0,"
          + " locked_until = null, version = version + 1 where id = :id and version = :version")
  int changePassword(@Bind("id") UUID id, @Bind("version") long version, @Bind("hash") String hash);

  @SqlUpdate("delete from users where id = :id")
  void delete(@Bind("id") UUID id);
}
