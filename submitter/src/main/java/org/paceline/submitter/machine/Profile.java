package org.paceline.submitter.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A machine's name, and what it is made of.
 *
 * @param name of the machine, one of its owner's
 * @param hardware in the same JSON object as the name
 */
record Profile(String name, Hardware hardware) {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  Profile {
    checkName(name);
  }

  private static void checkName(String name) {
    Hardware.require(
        name != null && name.matches(NAME),
        "name must be 1 to 64 of letters, digits, '.', '_' and '-', not '%s'",
        name);
  }

  @JsonCreator
  static Profile of(
      @JsonProperty("name") String name,
      @JsonProperty("processor") String processor,
      @JsonProperty("cores") double cores,
      @JsonProperty("gigahertz") double gigahertz,
      @JsonProperty("memoryBytes") long memoryBytes,
      @JsonProperty("gpus") List<String> gpus) {
    checkName(name);
    return new Profile(name, new Hardware(processor, cores, gigahertz, memoryBytes, gpus));
  }
}
