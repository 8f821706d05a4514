package org.paceline.submitter.machine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A machine, as the table has it.
 *
 * @param id made by the service
 * @param ownerId whose it is
 * @param ownerName that account's name
 * @param name one of the owner's
 * @param processor its name
 * @param cores usable
 * @param gigahertz of a core, 0 if not known
 * @param memoryBytes its memory
 * @param gpus names, a line each
 * @param hours windows, joined by commas
 * @param zone of the hours
 * @param maximumShare of cores and memory
 * @param paused whether its owner stopped it
 * @param agent whether an agent speaks for it
 * @param here whether that has reported and not said goodbye since
 * @param doing what it reported
 * @param lastSeen when its agent was heard of, or null
 * @param registeredAt since when it is known
 * @param version counts changes, but not heartbeats
 */
public record Machine(
    UUID id,
    UUID ownerId,
    String ownerName,
    String name,
    String processor,
    double cores,
    double gigahertz,
    long memoryBytes,
    String gpus,
    String hours,
    String zone,
    double maximumShare,
    boolean paused,
    boolean agent,
    boolean here,
    Doing doing,
    Instant lastSeen,
    Instant registeredAt,
    long version) {

  List<String> cards() {
    return gpus.isEmpty() ? List.of() : gpus.lines().toList();
  }

  Hardware hardware() {
    return new Hardware(processor, cores, gigahertz, memoryBytes, cards());
  }

  Rules rules(List<UUID> projects) {
    return new Rules(Window.all(hours), zone, maximumShare, projects);
  }
}
