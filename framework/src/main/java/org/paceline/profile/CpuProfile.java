package org.paceline.profile;

import java.io.Serializable;

/**
 * The processor of a machine and how much of it a process may use.
 *
 * @param name the vendor's name of the processor
 * @param logicalCores the hardware threads of the machine, at least 1
 * @param usableCores the cores this process may use, in cores, which a cgroup quota can make a
 *     fraction
 * @param gigahertz the highest clock, in GHz, or 0 when the system does not tell
 */
public record CpuProfile(String name, int logicalCores, double usableCores, double gigahertz)
    implements Serializable {

  /** Checks the ranges given above. */
  public CpuProfile {
    if (logicalCores < 1) {
      throw new IllegalArgumentException("logicalCores must be at least 1, not " + logicalCores);
    }
    if (!(usableCores > 0)) {
      throw new IllegalArgumentException("usableCores must be positive, not " + usableCores);
    }
  }
}
