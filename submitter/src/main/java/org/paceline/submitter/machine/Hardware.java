package org.paceline.submitter.machine;

import java.util.List;
import org.paceline.submitter.web.PlainText;

/**
 * What a machine is made of, as its owner or its agent tells it.
 *
 * @param processor its name, which may be empty
 * @param cores that Paceline may use, after quotas of the system
 * @param gigahertz of a core, 0 if it is not known
 * @param memoryBytes its memory
 * @param gpus names of its graphics cards
 */
public record Hardware(
    String processor, double cores, double gigahertz, long memoryBytes, List<String> gpus) {

  private static final String CARD = "[\\p{Alnum} .,()@/_-]{1,100}";
  private static final int LONGEST_PROCESSOR = 128;
  private static final int MOST_CORES = 4_096;
  private static final int MOST_GIGAHERTZ = 20;
  private static final long LEAST_MEMORY = 256L << 20;
  private static final long MOST_MEMORY = 1L << 46;
  private static final int MOST_GPUS = 16;

  /** Checks it. */
  public Hardware {
    processor = processor == null ? "" : processor;
    gpus = gpus == null ? List.of() : gpus;
    require(
        PlainText.fits(processor, LONGEST_PROCESSOR),
        "processor must have at most 128 " + PlainText.RULE + ", not '%s'",
        processor);
    require(
        cores > 0 && cores <= MOST_CORES, "cores must be above 0 and at most 4096, not %s", cores);
    require(
        gigahertz >= 0 && gigahertz <= MOST_GIGAHERTZ,
        "gigahertz must be from 0 to 20, not %s",
        gigahertz);
    require(
        memoryBytes >= LEAST_MEMORY && memoryBytes <= MOST_MEMORY,
        "memoryBytes must be from 256 MiB to 64 TiB, not %s",
        memoryBytes);
    require(gpus.size() <= MOST_GPUS, "gpus must be at most 16, not %s", gpus.size());
    for (String gpu : gpus) {
      require(gpu != null && gpu.matches(CARD), "gpus must be names of cards, not '%s'", gpu);
    }
    gpus = List.copyOf(gpus);
  }

  static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule.formatted(value));
    }
  }

  /**
   * The cards, as the table has them.
   *
   * @return a line each
   */
  public String keptGpus() {
    return String.join("\n", gpus);
  }
}
