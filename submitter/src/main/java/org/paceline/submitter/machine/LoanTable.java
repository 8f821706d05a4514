package org.paceline.submitter.machine;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of which project may use which machine. */
interface LoanTable {

  /**
   * A project may use a machine.
   *
   * @param machineId of the owner
   * @param projectId in which the owner is
   */
  record Loan(UUID machineId, UUID projectId) {}

  /** Those of projects that somebody is in: of others they must not know. */
  @SqlQuery(
      "select l.machine_id, l.project_id from machine_projects l"
          + " join project_members p on p.project_id = l.project_id"
          + " where p.user_id = :user order by l.machine_id, l.project_id")
  List<Loan> seen(@Bind("user") UUID user);

  @SqlQuery("select project_id from machine_projects where machine_id = :machine")
  List<UUID> ofMachine(@Bind("machine") UUID machine);

  /** Of a viewer it changes no row. */
  @SqlUpdate(
      "insert into machine_projects (machine_id, project_id, owner_id)"
          + " select :machine, project_id, user_id from project_members"
          + " where project_id = :project and user_id = :owner and role <> 'VIEWER'")
  int add(@Bind("machine") UUID machine, @Bind("project") UUID project, @Bind("owner") UUID owner);

  @SqlQuery("select count(*) from project_members where project_id = :project and user_id = :user")
  int in(@Bind("project") UUID project, @Bind("user") UUID user);

  @SqlUpdate("delete from machine_projects where machine_id = :machine and project_id = :project")
  void remove(@Bind("machine") UUID machine, @Bind("project") UUID project);
}
