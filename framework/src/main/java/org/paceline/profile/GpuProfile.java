package org.paceline.profile;

import java.io.Serializable;

/**
 * One graphics card, as its driver reports it, completed from the catalogue.
 *
 * @param name the vendor's name of the card
 * @param capability its CUDA compute capability
 * @param multiprocessors its streaming multiprocessors
 * @param teraflops its peak single-precision rate, in 10¹² operations a second
 * @param memoryBytes its memory, in bytes
 * @param watts its board power, in watts, or 0 when the catalogue does not know the card
 */
public record GpuProfile(
    String name,
    ComputeCapability capability,
    int multiprocessors,
    double teraflops,
    long memoryBytes,
    int watts)
    implements Serializable {

  /**
   * The FP32 cores of the card.
   *
   * @return multiprocessors times the cores in each
   */
  public int cores() {
    return multiprocessors * capability.coresPerMultiprocessor();
  }

  /**
   * Cores for each watt of board power, the measure by which cards are compared for running cost.
   *
   * @return cores a watt, or 0 when the power is unknown
   */
  public double coresPerWatt() {
    return watts == 0 ? 0 : (double) cores() / watts;
  }
}
