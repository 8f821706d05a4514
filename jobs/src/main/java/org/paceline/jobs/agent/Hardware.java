package org.paceline.jobs.agent;

import java.util.List;
import java.util.Locale;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfile;

/**
 * What a machine is made of, as the service is told it.
 *
 * @param processor its name
 * @param cores that Paceline may use, after quotas of the system
 * @param gigahertz of a core, in tenths, 0 where the system does not tell
 * @param memoryBytes its memory
 * @param gpus names of the cards that a driver reports
 */
record Hardware(
    String processor, double cores, double gigahertz, long memoryBytes, List<String> gpus) {

  private static final int LONGEST = 128;

  static Hardware of(MachineProfile machine) {
    CpuProfile cpu = machine.cpu();
    String name = cpu.name().replaceAll("\\p{Cntrl}", " ").strip();
    return new Hardware(
        name.substring(0, Math.min(name.length(), LONGEST)),
        cpu.usableCores(),
        // Where the highest clock is unknown systems tell that of the moment, which swings.
        Math.round(cpu.gigahertz() * 10) / 10.0,
        machine.memoryBytes(),
        machine.gpus().stream().map(GpuProfile::name).toList());
  }

  /** For people. */
  String shown() {
    String cards = gpus.isEmpty() ? "" : ", " + String.join(", ", gpus);
    return String.format(
        Locale.ROOT,
        "%.2f cores of %s, %.1f GiB%s",
        cores,
        processor,
        memoryBytes / (double) (1L << 30),
        cards);
  }
}
