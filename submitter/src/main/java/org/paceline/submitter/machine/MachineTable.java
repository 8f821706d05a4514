package org.paceline.submitter.machine;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of machines. */
interface MachineTable {

  String MACHINES =
      "select m.*, m.agent_hash is not null as agent, u.name as owner_name"
          + " from machines m join users u on u.id = m.owner_id";

  /** Those of the caller, and those that projects of the caller may use. */
  String SEEN =
      MACHINES
          + " where (m.owner_id = :user or exists (select 1 from machine_projects l"
          + " join project_members p on p.project_id = l.project_id"
          + " where l.machine_id = m.id and p.user_id = :user))";

  /** The same for lists: PostgreSQL would go through all machines for them otherwise. */
  String ALL_SEEN =
      MACHINES
          + " where m.id in (select o.id from machines o where o.owner_id = :user"
          + " union select l.machine_id from machine_projects l"
          + " join project_members p on p.project_id = l.project_id where p.user_id = :user)";

  String PART = " and (m.name, m.id) > (:name, :id) order by m.name, m.id limit :most";

  @SqlQuery(SEEN + " and m.id = :id")
  Optional<Machine> seen(@Bind("user") UUID user, @Bind("id") UUID id);

  @SqlQuery(ALL_SEEN + PART)
  List<Machine> after(
      @Bind("user") UUID user,
      @Bind("name") String name,
      @Bind("id") UUID id,
      @Bind("most") int most);

  @SqlQuery(
      MACHINES
          + " where exists (select 1 from machine_projects l"
          + " where l.machine_id = m.id and l.project_id = :project)"
          + PART)
  List<Machine> ofProject(
      @Bind("project") UUID project,
      @Bind("name") String name,
      @Bind("id") UUID id,
      @Bind("most") int most);

  @SqlQuery(MACHINES + " where m.owner_id = :owner and m.name = :name")
  Optional<Machine> named(@Bind("owner") UUID owner, @Bind("name") String name);

  @SqlUpdate(
      "insert into machines (id, owner_id, name, processor, cores, gigahertz, memory_bytes, gpus,"
          + " hours, zone, maximum_share, paused, registered_at, version) values (:id, :ownerId,"
          + " :name, :processor, :cores, :gigahertz, :memoryBytes, :gpus, :hours, :zone,"
          + " :maximumShare, :paused, :registeredAt, :version)")
  void add(@BindMethods Machine machine);

  @SqlUpdate(
      "update machines set name = :name, processor = :processor, cores = :cores,"
          + " gigahertz = :gigahertz, memory_bytes = :memoryBytes, gpus = :keptGpus,"
          + " version = version + 1 where id = :id and version = :version")
  int change(
      @Bind("id") UUID id,
      @Bind("version") long version,
      @Bind("name") String name,
      @BindMethods Hardware hardware);

  @SqlUpdate(
      "update machines set hours = :hours, zone = :zone, maximum_share = :share,"
          + " version = version + 1 where id = :id and version = :version")
  int rule(
      @Bind("id") UUID id,
      @Bind("version") long version,
      @Bind("hours") String hours,
      @Bind("zone") String zone,
      @Bind("share") double share);

  @SqlUpdate(
      "update machines set paused = :paused, version = version + 1"
          + " where id = :id and paused != :paused")
  int pause(@Bind("id") UUID id, @Bind("paused") boolean paused);

  @SqlUpdate("delete from machines where id = :id and version = :version")
  int delete(@Bind("id") UUID id, @Bind("version") long version);
}
