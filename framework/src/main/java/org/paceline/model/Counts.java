package org.paceline.model;

import java.io.Serializable;

/**
 * How far a network is trained.
 *
 * @param iterations steps that the average network took, which Adam's bias correction counts
 * @param batches batches that were trained wherever, which schedules by iteration count
 * @param epochs passes over the data that are over, which schedules by epoch count
 */
public record Counts(int iterations, int batches, int epochs) implements Serializable {

  /**
   * Some steps later.
   *
   * @param steps of the average network
   * @param all batches of all networks
   * @return the counts then
   */
  public Counts plus(int steps, int all) {
    return new Counts(iterations + steps, batches + all, epochs);
  }

  /**
   * An epoch later.
   *
   * @return the counts then
   */
  public Counts epochOver() {
    return new Counts(iterations, batches, epochs + 1);
  }
}
