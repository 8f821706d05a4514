package org.paceline.submitter.user;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of who was wrong about a password, how often. */
interface SignInTable {

  @SqlQuery("select * from sign_in_counts where name = :name and address = :address")
  Optional<SignInCount> find(@Bind("name") String name, @Bind("address") String address);

  @SqlQuery("select * from sign_in_counts where name = :name and address = :address for update")
  SignInCount locked(@Bind("name") String name, @Bind("address") String address);

  @SqlUpdate(
      "insert into sign_in_counts (name, address, failures, failed_at)"
          + " values (:name, :address, :failures, :failedAt) on conflict do nothing")
  void prepare(@BindMethods SignInCount none);

  @SqlUpdate(
      "update sign_in_counts set failures = :failures, failed_at = :failedAt,"
          + " succeeded_at = :succeededAt where name = :name and address = :address")
  void change(@BindMethods SignInCount count);

  @SqlUpdate(
      "delete from sign_in_counts where failed_at < :failedBefore"
          + " and (succeeded_at is null or succeeded_at < :succeededBefore)")
  int forget(
      @Bind("failedBefore") Instant failedBefore, @Bind("succeededBefore") Instant succeededBefore);
}
