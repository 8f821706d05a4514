package org.paceline.submitter.machine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Problem;

/** What owners allow on their machines. Thread-safe. */
final class OwnerRules {

  private final Jdbi jdbi;
  private final Audit audit;
  private final Machines machines;

  OwnerRules(Jdbi jdbi, Audit audit, Machines machines) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.machines = machines;
  }

  void change(Caller caller, UUID id, long version, Rules rules) {
    Machine machine = machines.owned(caller, id);
    List<UUID> before = jdbi.inTransaction(handle -> change(handle, machine, version, rules));
    audit.write(caller.name(), "machine.rules-changed", machine.name());
    without(rules.projects(), before)
        .forEach(to -> audit.write(caller.name(), "machine.lent", machine.name(), to));
    without(before, rules.projects())
        .forEach(to -> audit.write(caller.name(), "machine.withdrawn", machine.name(), to));
  }

  /** The first statement locks the machine, so that two changes do not mix. */
  private static List<UUID> change(Handle handle, Machine machine, long version, Rules rules) {
    int changed =
        handle
            .attach(MachineTable.class)
            .rule(machine.id(), version, rules.keptHours(), rules.zone(), rules.maximumShare());
    if (changed == 0) {
      throw Machines.stale();
    }
    LoanTable loans = handle.attach(LoanTable.class);
    List<UUID> before = loans.ofMachine(machine.id());
    without(before, rules.projects()).forEach(from -> loans.remove(machine.id(), from));
    for (UUID to : without(rules.projects(), before)) {
      if (loans.add(machine.id(), to, machine.ownerId()) == 0) {
        throw Problem.invalid("projects must be of those that you are in, not " + to);
      }
    }
    return before;
  }

  private static Set<UUID> without(List<UUID> all, List<UUID> some) {
    Set<UUID> rest = new HashSet<>(all);
    some.forEach(rest::remove);
    return rest;
  }

  /** Holds whatever version the owner has seen: to stop must not fail for a change elsewhere. */
  void pause(Caller caller, UUID id, boolean paused) {
    Machine machine = machines.owned(caller, id);
    if (jdbi.withExtension(MachineTable.class, table -> table.pause(id, paused)) == 1) {
      String action = paused ? "machine.stopped" : "machine.released";
      audit.write(caller.name(), action, machine.name());
    }
  }
}
