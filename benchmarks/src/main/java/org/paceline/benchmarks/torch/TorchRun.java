package org.paceline.benchmarks.torch;

import java.util.List;

/**
 * What one training in PyTorch came to.
 *
 * @param points accuracy after each epoch
 * @param examples examples that were really trained
 * @param seconds wall time from when all processes were ready to the end of the last epoch
 * @param stepSeconds of each process, wall seconds in steps; where gradients are exchanged within a
 *     step, waiting for the others is among them
 * @param examplesOfRank what each process trained
 * @param cpuSeconds of each process, seconds of processor time in that time; divided by {@code
 *     seconds} at most its share
 * @param version PyTorch's version
 */
public record TorchRun(
    List<Point> points,
    long examples,
    double seconds,
    List<Double> stepSeconds,
    List<Long> examplesOfRank,
    List<Double> cpuSeconds,
    String version) {

  /**
   * Accuracy at a time.
   *
   * @param epochs passes over the data until then
   * @param seconds of training until then; evaluation is none of it
   * @param accuracy part of the whole test set that is told right, from 0 to 1
   */
  public record Point(double epochs, double seconds, double accuracy) {}

  /** Copies the lists. */
  public TorchRun {
    points = List.copyOf(points);
    stepSeconds = List.copyOf(stepSeconds);
    examplesOfRank = List.copyOf(examplesOfRank);
    cpuSeconds = List.copyOf(cpuSeconds);
  }
}
