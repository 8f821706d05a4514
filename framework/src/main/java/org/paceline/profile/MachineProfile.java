package org.paceline.profile;

import java.io.Serializable;
import java.util.List;

/**
 * What one machine, or one executor's part of it, is.
 *
 * @param host the name of the machine, on Kubernetes of the node
 * @param system operating system and architecture
 * @param cpu its processor
 * @param memoryBytes the memory this process may use, in bytes
 * @param gpus the cards that an NVIDIA driver reports, in the driver's order
 * @param otherGraphics names of graphics cards without such a driver, for people to read
 */
public record MachineProfile(
    String host,
    String system,
    CpuProfile cpu,
    long memoryBytes,
    List<GpuProfile> gpus,
    List<String> otherGraphics)
    implements Serializable {

  /** Copies the lists, so that a profile never changes. */
  public MachineProfile {
    gpus = List.copyOf(gpus);
    otherGraphics = List.copyOf(otherGraphics);
  }

  /**
   * The profile in a few words, for tables.
   *
   * @return for example {@code 0.80 cores AMD EPYC, 23.4 GiB, NVIDIA GeForce RTX 3090 24 GiB}
   */
  public String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            java.util.Locale.ROOT,
            "%.2f cores %s, %.1f GiB",
            cpu.usableCores(),
            cpu.name(),
            memoryBytes / (double) (1L << 30)));
    for (GpuProfile gpu : gpus) {
      text.append(", ").append(gpu.name()).append(' ').append(gpu.memoryBytes() >> 30);
      text.append(" GiB");
    }
    return text.toString();
  }

  /**
   * What identifies the machine where measured speeds are remembered: everything but its memory,
   * which a neighbour's use can change.
   *
   * @return a text equal for equal machines
   */
  public String fingerprint() {
    StringBuilder text = new StringBuilder(host).append('|').append(system).append('|');
    text.append(cpu.name()).append('|').append(cpu.logicalCores());
    text.append(String.format(java.util.Locale.ROOT, "|%.3f", cpu.usableCores()));
    gpus.forEach(gpu -> text.append('|').append(gpu.name()));
    return text.toString();
  }
}
