package org.paceline.submitter.file;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of limits, of which a row is also what is locked while its holder is given space. */
@RegisterConstructorMapper(QuotaTable.Limit.class)
interface QuotaTable {

  /**
   * A limit of its own.
   *
   * @param bytes null where that of the settings holds
   * @param version counts changes
   */
  record Limit(Long bytes, long version) {}

  @SqlQuery("select bytes, version from quotas where holder = :holder")
  Optional<Limit> byHolder(@Bind("holder") UUID holder);

  @SqlQuery("select bytes, version from quotas where holder = :holder for update")
  Optional<Limit> locked(@Bind("holder") UUID holder);

  @SqlUpdate("insert into quotas (holder, version) values (:holder, 1)")
  void add(@Bind("holder") UUID holder);

  @SqlUpdate(
      "update quotas set bytes = :bytes, version = version + 1"
          + " where holder = :holder and version = :version")
  int change(@Bind("holder") UUID holder, @Bind("version") long version, @Bind("bytes") Long bytes);
}
