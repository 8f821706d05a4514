package org.paceline.submitter.machine;

import java.util.List;
import org.paceline.submitter.web.Problem;

/**
 * What an owner corrects; what is absent stays.
 *
 * @param name of the machine
 * @param processor its name
 * @param cores usable
 * @param gigahertz of a core
 * @param memoryBytes its memory
 * @param gpus names of the catalogue
 */
record MachineChange(
    String name,
    String processor,
    Double cores,
    Double gigahertz,
    Long memoryBytes,
    List<String> gpus) {

  /**
   * The machine as it is to be.
   *
   * @throws Problem with status 400 if that breaks a rule, 409 if it is the agent's to say
   */
  Profile of(Machine machine, GpuCatalogue catalogue) {
    Profile changed = merged(machine);
    if (machine.agent() && !changed.hardware().equals(machine.hardware())) {
      throw Problem.conflict(
          "the machine's agent says what it is made of; you can change its name");
    }
    if (gpus != null && !machine.agent()) {
      catalogue.require(gpus);
    }
    return changed;
  }

  private Profile merged(Machine machine) {
    try {
      return Profile.of(
          or(name, machine.name()),
          or(processor, machine.processor()),
          or(cores, machine.cores()),
          or(gigahertz, machine.gigahertz()),
          or(memoryBytes, machine.memoryBytes()),
          or(gpus, machine.cards()));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(e.getMessage());
    }
  }

  private static <T> T or(T given, T before) {
    return given == null ? before : given;
  }
}
