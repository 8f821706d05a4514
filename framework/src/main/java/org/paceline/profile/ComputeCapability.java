package org.paceline.profile;

import java.io.Serializable;

/**
 * The CUDA compute capability of a GPU: the version of the instruction set it executes.
 *
 * @param major the major revision
 * @param minor the minor revision
 */
public record ComputeCapability(int major, int minor)
    implements Comparable<ComputeCapability>, Serializable {

  /** The lowest capability on which Paceline trains. */
  public static final ComputeCapability LOWEST = new ComputeCapability(5, 0);

  /** The highest capability whose machine code the nd4j-cuda build contains; it has no PTX. */
  public static final ComputeCapability HIGHEST = new ComputeCapability(8, 9);

  /**
   * Reads the usual notation.
   *
   * @param text for example {@code 8.6}
   * @return the capability
   * @throws IllegalArgumentException if the text is not two numbers with a dot between them
   */
  public static ComputeCapability parse(String text) {
    if (!text.matches("\\d{1,3}\\.\\d{1,3}")) {
      throw new IllegalArgumentException(
          "a compute capability is written MAJOR.MINOR, not '" + text + "'");
    }
    int dot = text.indexOf('.');
    return new ComputeCapability(
        Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  /**
   * FP32 cores in one streaming multiprocessor.
   *
   * @return 64 or 128, after the "Arithmetic Instructions" table of NVIDIA's CUDA C++ Programming
   *     Guide; 192 for Kepler
   */
  public int coresPerMultiprocessor() {
    if (major == 3) {
      return 192;
    }
    boolean half = (major == 6 && minor == 0) || major == 7 || (major == 8 && minor == 0);
    return half ? 64 : 128;
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
