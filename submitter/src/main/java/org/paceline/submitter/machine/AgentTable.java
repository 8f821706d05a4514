package org.paceline.submitter.machine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What the table of machines has of their agents. */
interface AgentTable {

  @SqlUpdate(
      "update machines set processor = :processor, cores = :cores, gigahertz = :gigahertz,"
          + " memory_bytes = :memoryBytes, gpus = :keptGpus, former_hash = agent_hash,"
          + " agent_hash = :hash, here = true, doing = 'idle', last_seen = :now,"
          + " version = version + 1 where id = :id")
  int takeUp(
      @Bind("id") UUID id,
      @BindMethods Hardware hardware,
      @Bind("hash") String hash,
      @Bind("now") Instant now);

  @SqlUpdate(
      "update machines set here = true, doing = :doing, last_seen = :now"
          + " where id = :id and agent_hash = :hash")
  int beat(
      @Bind("id") UUID id,
      @Bind("hash") String hash,
      @Bind("doing") String doing,
      @Bind("now") Instant now);

  @SqlUpdate("update machines set here = false where id = :id and agent_hash = :hash")
  int leave(@Bind("id") UUID id, @Bind("hash") String hash);

  @SqlUpdate(
      "update machines set processor = :processor, cores = :cores, gigahertz = :gigahertz,"
          + " memory_bytes = :memoryBytes, gpus = :keptGpus, version = version + 1"
          + " where id = :id and agent_hash = :hash")
  int describe(@Bind("id") UUID id, @Bind("hash") String hash, @BindMethods Hardware hardware);

  @SqlUpdate(
      "update machines set agent_hash = null, former_hash = null, here = false,"
          + " version = version + 1 where id = :id and agent_hash is not null")
  int revoke(@Bind("id") UUID id);

  @SqlQuery(MachineTable.MACHINES + " where m.id = :id and m.agent_hash = :hash")
  Optional<Machine> ofAgent(@Bind("id") UUID id, @Bind("hash") String hash);

  @SqlQuery("select count(*) from machines where id = :id and former_hash = :hash")
  int ofFormer(@Bind("id") UUID id, @Bind("hash") String hash);
}
