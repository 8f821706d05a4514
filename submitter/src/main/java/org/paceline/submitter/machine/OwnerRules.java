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
    jdbi.useTransaction(
        handle -> {
          List<UUID> before = change(handle, machine, version, rules);
          tell(handle, caller, machine, before, rules.projects());
        });
  }

  private void tell(
      Handle handle, Caller caller, Machine machine, List<UUID> before, List<UUID> after) {
    String name = machine.name();
    audit.write(handle, caller.name(), "machine.rules-changed", name);
    without(after, before)
        .forEach(to -> audit.write(handle, caller.name(), "machine.lent", name, to));
    without(before, after)
        .forEach(from -> audit.write(handle, caller.name(), "machine.withdrawn", name, from));
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
        throw refused(loans, machine, to);
      }
    }
    return before;
  }

  /** Whoever is not in a project is told no more than of one that is none. */
  private static Problem refused(LoanTable loans, Machine machine, UUID project) {
    return loans.in(project, machine.ownerId()) == 0
        ? Problem.invalid("projects must be of those that you are in, not " + project)
        : Problem.forbidden(
            "a viewer looks at a project and lends it no machines: project " + project);
  }

  private static Set<UUID> without(List<UUID> all, List<UUID> some) {
    Set<UUID> rest = new HashSet<>(all);
    some.forEach(rest::remove);
    return rest;
  }

  /** Holds whatever version the owner has seen: to stop must not fail for a change elsewhere. */
  void pause(Caller caller, UUID id, boolean paused) {
    Machine machine = machines.owned(caller, id);
    String action = paused ? "machine.stopped" : "machine.released";
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(MachineTable.class).pause(id, paused) == 1) {
            audit.write(handle, caller.name(), action, machine.name());
          }
        });
  }
}
