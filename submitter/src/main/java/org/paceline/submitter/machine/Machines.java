package org.paceline.submitter.machine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.database.Conflict;
import org.paceline.submitter.machine.LoanTable.Loan;
import org.paceline.submitter.project.Memberships;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/** Machines, as those see them who may. Thread-safe. */
final class Machines {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;
  private final GpuCatalogue catalogue;
  private final Heartbeat heartbeat;
  private final Memberships memberships;

  Machines(Jdbi jdbi, Clock clock, Audit audit, GpuCatalogue catalogue, Heartbeat heartbeat) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
    this.catalogue = catalogue;
    this.heartbeat = heartbeat;
    this.memberships = new Memberships(jdbi);
  }

  /** By hand: it is away until an agent reports from it. */
  MachineView register(Caller caller, Profile profile) {
    catalogue.require(profile.hardware().gpus());
    Machine machine = unknown(caller, profile, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    try {
      jdbi.useTransaction(
          handle -> {
            handle.attach(MachineTable.class).add(machine);
            audit.write(handle, caller.name(), "machine.registered", profile.name());
          });
    } catch (UnableToExecuteStatementException e) {
      throw taken(profile, e);
    }
    return get(caller, machine.id());
  }

  private static RuntimeException taken(Profile profile, UnableToExecuteStatementException e) {
    return Conflict.taken(e)
        ? Problem.conflict("you have a machine %s already".formatted(profile.name()))
        : e;
  }

  /** What an agent says of its machine only the agent changes. */
  MachineView change(Caller caller, UUID id, long version, MachineChange change) {
    Machine machine = owned(caller, id);
    Profile wanted = change.of(machine, catalogue);
    try {
      jdbi.useTransaction(
          handle -> {
            MachineTable table = handle.attach(MachineTable.class);
            if (table.change(id, version, wanted.name(), wanted.hardware()) == 0) {
              throw stale();
            }
            audit.write(handle, caller.name(), "machine.changed", wanted.name());
          });
    } catch (UnableToExecuteStatementException e) {
      throw taken(wanted, e);
    }
    return get(caller, id);
  }

  /** One that nobody but its owner may use until there are rules. */
  static Machine unknown(Caller caller, Profile profile, Instant now) {
    return new Machine(
        UUID.randomUUID(),
        caller.id(),
        caller.name(),
        profile.name(),
        profile.hardware().processor(),
        profile.hardware().cores(),
        profile.hardware().gigahertz(),
        profile.hardware().memoryBytes(),
        profile.hardware().keptGpus(),
        "",
        "UTC",
        1,
        false,
        false,
        false,
        Doing.IDLE,
        null,
        now,
        1);
  }

  List<MachineView> list(Caller caller, Page.Request page) {
    NameCursor after = NameCursor.of(page);
    return views(
        caller,
        jdbi.withExtension(
            MachineTable.class,
            table -> table.after(caller.id(), after.name(), after.id(), page.size())));
  }

  List<MachineView> ofProject(Caller caller, UUID project, Page.Request page) {
    memberships.seen(caller, project);
    NameCursor after = NameCursor.of(page);
    return views(
        caller,
        jdbi.withExtension(
            MachineTable.class,
            table -> table.ofProject(project, after.name(), after.id(), page.size())));
  }

  MachineView get(Caller caller, UUID id) {
    return views(caller, List.of(seen(caller, id))).get(0);
  }

  private List<MachineView> views(Caller caller, List<Machine> machines) {
    Instant now = clock.instant();
    Map<UUID, List<UUID>> projects =
        jdbi.withExtension(LoanTable.class, table -> table.seen(caller.id())).stream()
            .collect(groupingBy(Loan::machineId, mapping(Loan::projectId, toList())));
    return machines.stream()
        .map(
            machine ->
                MachineView.of(
                    machine,
                    projects.getOrDefault(machine.id(), List.of()),
                    catalogue,
                    heartbeat,
                    now))
        .toList();
  }

  private Machine seen(Caller caller, UUID id) {
    return jdbi.withExtension(MachineTable.class, table -> table.seen(caller.id(), id))
        .orElseThrow(() -> Problem.missing("machine " + id));
  }

  /** A machine that the caller owns; 404 if they may not know of it, 403 if it is another's. */
  Machine owned(Caller caller, UUID id) {
    Machine machine = seen(caller, id);
    if (!machine.ownerId().equals(caller.id())) {
      throw Problem.forbidden("only the machine's owner may do this");
    }
    return machine;
  }

  void delete(Caller caller, UUID id, long version) {
    Machine machine = owned(caller, id);
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(MachineTable.class).delete(id, version) == 0) {
            throw stale();
          }
          audit.write(handle, caller.name(), "machine.deleted", machine.name());
        });
  }

  static Problem stale() {
    return Problem.stale("the machine was changed since: get it again");
  }
}
