package org.paceline.submitter.user;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of accounts. */
interface UserTable {

  @SqlQuery("select * from users where id = :id")
  Optional<User> byId(@Bind("id") UUID id);

  @SqlQuery("select * from users where name = :name")
  Optional<User> byName(@Bind("name") String name);

  /** Whose session it is, if it has not ended: asked with every request. */
  @SqlQuery(
      "select * from users where id = :id and exists"
          + " (select 1 from refresh_tokens where family = :family and user_id = :id)")
  Optional<User> inSession(@Bind("id") UUID id, @Bind("family") UUID family);

  @SqlQuery("select count(*) from users where admin")
  int admins();

  /** In one order, so that no two who delete themselves wait for each other. */
  @SqlQuery("select id from users where admin order by id for update")
  List<UUID> lockAdmins();

  @SqlUpdate(
      "insert into users (id, name, password_hash, admin, must_change_password, created_at,"
          + " version) values (:id, :name, :passwordHash, :admin, :mustChangePassword, :createdAt,"
          + " :version)")
  void add(@BindMethods User user);

  @SqlUpdate(
      "update users set password_hash = :hash, must_change_password = false,"
          + " version = version + 1 where id = :id and version = :version")
  int changePassword(@Bind("id") UUID id, @Bind("version") long version, @Bind("hash") String hash);

  /**
   * Before what belongs to the account, so that no two changes wait for each other. Whoever adds or
   * ends sessions does so too: PostgreSQL deletes no row that was added while the deletion waited.
   */
  @SqlQuery("select * from users where id = :id for update")
  Optional<User> lock(@Bind("id") UUID id);

  @SqlUpdate("update users set version = version + 1 where id = :id")
  void touch(@Bind("id") UUID id);

  @SqlUpdate("update users set version = version + 1 where id = :id and version = :version")
  int touch(@Bind("id") UUID id, @Bind("version") long version);

  @SqlUpdate("delete from users where id = :id")
  int delete(@Bind("id") UUID id);
}
