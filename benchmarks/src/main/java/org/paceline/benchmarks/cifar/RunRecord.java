package org.paceline.benchmarks.cifar;

import java.util.List;
import java.util.Map;
import org.paceline.model.Versions;

/**
 * One training as it is kept: {@code runs/ROW-seedN.json}.
 *
 * @param row the way of training
 * @param seed decides everything random
 * @param finished when it ended
 * @param processor whose, as times of different processors are not compared
 * @param limiter how workers were held to their shares
 * @param versions what ran
 * @param workers shares of a core and trial speeds just before the run
 * @param examples examples that were really trained
 * @param seconds wall time of training
 * @param wallSeconds the same with trials and evaluation
 * @param efficiency η, or null where it is not known
 * @param curve accuracy at the end of each pass over the data
 */
public record RunRecord(
    String row,
    long seed,
    String finished,
    String processor,
    String limiter,
    Map<String, String> versions,
    List<Worker> workers,
    long examples,
    double seconds,
    double wallSeconds,
    Double efficiency,
    Curve curve) {

  /**
   * A worker of the pool.
   *
   * @param share of a core, or "whole"
   * @param examplesPerSecond its trial speed
   * @param nominal the speed that its profile promises
   */
  public record Worker(String share, double examplesPerSecond, double nominal) {}

  double examplesPerSecond() {
    return examples / seconds;
  }

  /** Whether it was not made by what runs now. */
  boolean ofOtherVersions() {
    return !versions.entrySet().containsAll(Versions.all().entrySet());
  }

  RunKey key() {
    return new RunKey(row, seed);
  }
}
