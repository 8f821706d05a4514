package org.paceline.submitter.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A machine, as the API has it: what it is and can do, whether it is there, what it is doing.
 *
 * @param id made by the service
 * @param name one of the owner's
 * @param ownerId whose it is
 * @param ownerName that account's name
 * @param processor its name
 * @param cores usable
 * @param gigahertz of a core, 0 if not known
 * @param memoryBytes its memory
 * @param gpus names
 * @param nominalSpeed what it promises
 * @param agent whether an agent speaks for it; if not it was registered by hand
 * @param present whether its agent was heard of of late
 * @param state what it is doing
 * @param paused whether its owner stopped it
 * @param rules of the owner, with those projects that the caller is in
 * @param lastSeen when its agent was heard of, absent if never
 * @param registeredAt since when it is known
 * @param version counts changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MachineView(
    UUID id,
    String name,
    UUID ownerId,
    String ownerName,
    String processor,
    double cores,
    double gigahertz,
    long memoryBytes,
    List<String> gpus,
    NominalSpeed nominalSpeed,
    boolean agent,
    boolean present,
    State state,
    boolean paused,
    Rules rules,
    Instant lastSeen,
    Instant registeredAt,
    long version) {

  static MachineView of(
      Machine machine,
      List<UUID> projects,
      GpuCatalogue catalogue,
      Heartbeat heartbeat,
      Instant now) {
    Rules rules = machine.rules(projects);
    State state = heartbeat.state(machine, rules, now);
    return new MachineView(
        machine.id(),
        machine.name(),
        machine.ownerId(),
        machine.ownerName(),
        machine.processor(),
        machine.cores(),
        machine.gigahertz(),
        machine.memoryBytes(),
        machine.cards(),
        NominalSpeed.of(machine.cores(), machine.gigahertz(), machine.cards(), catalogue),
        machine.agent(),
        state != State.AWAY,
        state,
        machine.paused(),
        rules,
        machine.lastSeen(),
        machine.registeredAt(),
        machine.version());
  }
}
