package org.paceline.jobs.pipeline;

import java.util.List;
import org.paceline.assign.Machine;
import org.paceline.assign.Resources;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;

/** This computer, as far as this process may use it. */
final class Here {

  private static final double GIB = 1L << 30;

  private Here() {}

  static Place place() {
    MachineProfile profile = new MachineProfiler().detect();
    Resources capacity =
        Resources.of("cores", profile.cpu().usableCores())
            .and("memory", profile.memoryBytes() / GIB)
            .and("gpu", profile.gpus().size());
    return new Place(Machine.of("here", capacity), List.of());
  }
}
