package org.paceline.pool;

/**
 * What an executor did in a round.
 *
 * @param blocks blocks it trained
 * @param examples examples in them
 * @param trainingSeconds time of its steps, with the preparation of their batches
 * @param stepSeconds time of its steps alone
 * @param finishSeconds when it was done, after the round's start
 * @param endPace its pace at the end as a part of its mean pace, or NaN where that did not last
 */
public record Stint(
    int blocks,
    long examples,
    double trainingSeconds,
    double stepSeconds,
    double finishSeconds,
    double endPace) {

  /**
   * The speed of its steps.
   *
   * @return examples a second, or NaN if it took none
   */
  public double stepSpeed() {
    return stepSeconds > 0 ? examples / stepSeconds : Double.NaN;
  }
}
