package org.paceline.submitter.machine;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.database.Conflict;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/** How agents come to speak for machines, and lose that again. Thread-safe. */
final class AgentRegister {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;
  private final Heartbeat heartbeat;
  private final Machines machines;

  AgentRegister(Jdbi jdbi, Clock clock, Audit audit, Heartbeat heartbeat, Machines machines) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
    this.heartbeat = heartbeat;
    this.machines = machines;
  }

  /** Which machine the agent reports for, and by which token, shown only now. */
  record Registered(UUID machineId, String token, long secondsToNext) {
    @Override
    public String toString() {
      return "agent of " + machineId;
    }
  }

  /** With a token that is used up by it. */
  Registered register(EnrollmentTable.Open enrollment, Profile profile) {
    Caller owner = new Caller(enrollment.ownerId(), enrollment.ownerName(), false, false, null);
    return register(
        owner,
        profile,
        handle -> Enrollments.use(handle, enrollment, clock.instant()),
        handle ->
            audit.write(
                handle, owner.name(), "machine.enrollment-used", enrollment.id().toString()));
  }

  Registered register(Caller owner, Profile profile) {
    return register(owner, profile, handle -> {}, handle -> {});
  }

  /** Takes up the owner's machine of that name if there is one; its token until now ends. */
  private Registered register(
      Caller owner, Profile profile, Consumer<Handle> first, Consumer<Handle> last) {
    String token = RandomCode.make();
    UUID id;
    try {
      id =
          jdbi.inTransaction(
              handle -> {
                first.accept(handle);
                UUID machine = register(handle, owner, profile, token);
                audit.write(handle, owner.name(), "machine.agent-registered", profile.name());
                last.accept(handle);
                return machine;
              });
    } catch (UnableToExecuteStatementException e) {
      if (Conflict.taken(e)) {
        throw Problem.conflict(
            "a machine %s was registered at the same moment; try again".formatted(profile.name()));
      }
      throw e;
    }
    return new Registered(id, token, heartbeat.interval().toSeconds());
  }

  private UUID register(Handle handle, Caller owner, Profile profile, String token) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    MachineTable table = handle.attach(MachineTable.class);
    Machine machine =
        table
            .named(owner.id(), profile.name())
            .orElseGet(
                () -> {
                  Machine made = Machines.unknown(owner, profile, now);
                  table.add(made);
                  return made;
                });
    String hash = RandomCode.hash(token);
    if (handle.attach(AgentTable.class).takeUp(machine.id(), profile.hardware(), hash, now) == 0) {
      throw Problem.conflict("the machine was deleted at the same moment; try again");
    }
    return machine.id();
  }

  /** Needs no version: a token that was stolen must end whatever was changed elsewhere. */
  void revoke(Caller caller, UUID id) {
    Machine machine = machines.owned(caller, id);
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(AgentTable.class).revoke(id) == 1) {
            audit.write(handle, caller.name(), "machine.agent-revoked", machine.name());
          }
        });
  }
}
