package org.paceline.submitter.machine;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.secret.RandomCode;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/**
 * What runs on machines and reports for them. An agent is registered by its owner's session and
 * then has a token of its own, which can nothing but report for that machine. Thread-safe.
 */
final class Agents {

  private final Jdbi jdbi;
  private final Clock clock;
  private final Audit audit;

  Agents(Jdbi jdbi, Clock clock, Audit audit) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.audit = audit;
  }

  /** Which machine it reports for, and by which token, shown only now. */
  record Registered(UUID machineId, String token, long secondsToNext) {
    @Override
    public String toString() {
      return "agent of " + machineId;
    }
  }

  /** What the owner's rules are at the moment, and when to report again. */
  record Orders(boolean mayWork, double maximumShare, long secondsToNext) {}

  /** Takes up the owner's machine of that name if there is one; its token until now ends. */
  Registered register(Caller caller, Profile profile) {
    String token = RandomCode.make();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id;
    try {
      id = jdbi.inTransaction(handle -> register(handle, caller, profile, token, now));
    } catch (UnableToExecuteStatementException e) {
      throw Problem.conflict(
          "a machine %s was registered at the same moment; try again".formatted(profile.name()));
    }
    audit.write(caller.name(), "machine.agent-registered", profile.name());
    return new Registered(id, token, State.BEAT.toSeconds());
  }

  private static UUID register(
      Handle handle, Caller caller, Profile profile, String token, Instant now) {
    MachineTable table = handle.attach(MachineTable.class);
    Machine machine =
        table
            .named(caller.id(), profile.name())
            .orElseGet(
                () -> {
                  Machine made = Machines.unknown(caller, profile, now);
                  table.add(made);
                  return made;
                });
    if (table.takeUp(machine.id(), profile, RandomCode.hash(token), now) == 0) {
      throw Problem.conflict("the machine was deleted at the same moment; try again");
    }
    return machine.id();
  }

  Orders beat(UUID id, String token) {
    String hash = RandomCode.hash(token);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Machine machine =
        jdbi.inTransaction(
                handle -> {
                  MachineTable table = handle.attach(MachineTable.class);
                  table.beat(id, hash, now);
                  return table.ofAgent(id, hash);
                })
            .orElseThrow(
                () -> Problem.unauthenticated("the token is none of this machine's agent"));
    return new Orders(
        State.mayWork(machine, machine.rules(List.of()), now),
        machine.maximumShare(),
        State.BEAT.toSeconds());
  }
}
