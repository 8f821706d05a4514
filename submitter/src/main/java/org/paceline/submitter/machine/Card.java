package org.paceline.submitter.machine;

/**
 * A graphics card of the catalogue.
 *
 * @param name as people call it
 * @param capability the compute capability, as {@code 8.6}
 * @param teraflops peak of single precision
 * @param memoryGib its memory
 */
public record Card(String name, double capability, double teraflops, double memoryGib) {

  private static final double LOWEST = 5.0;
  private static final double HIGHEST = 8.9;

  /** Whether the framework's CUDA backend has code for it. */
  boolean trains() {
    return capability >= LOWEST && capability <= HIGHEST;
  }
}
