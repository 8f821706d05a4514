package org.paceline.cluster;

import java.util.Arrays;
import java.util.List;

/** The shares of a core that the workers of an embedded cluster get. */
public final class CpuShares {

  private static final double LEAST = 0.05;

  private CpuShares() {}

  /**
   * Reads shares as a user writes them.
   *
   * @param text for example {@code 0.8,0.4,0.2}
   * @return one share a worker, in cores
   * @throws IllegalArgumentException if one is not a number of at least 0.05, or more than there
   *     are cores
   */
  public static List<Double> parse(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(CpuShares::share).toList();
  }

  private static double share(String text) {
    double share;
    try {
      share = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a worker's share is a number of cores such as 0.8, not '" + text + "'");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    if (!(share >= LEAST) || share > cores) {
      throw new IllegalArgumentException(
          "a worker's share must be from %s to the %s cores of this computer, not %s"
              .formatted(LEAST, cores, text));
    }
    return share;
  }
}
