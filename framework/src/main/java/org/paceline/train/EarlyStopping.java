package org.paceline.train;

import java.util.List;
import org.paceline.model.Validation;

/**
 * Ends a training when validation has not become better for some epochs.
 *
 * @param patience so many epochs in a row, at least 1
 * @param leastGain by how much an epoch must be better to count, at least 0
 */
public record EarlyStopping(int patience, double leastGain) {

  /** Checks the ranges given above. */
  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException("early stopping waits at least 1 epoch, not " + patience);
    }
    if (!(leastGain >= 0) || Double.isInfinite(leastGain)) {
      throw new IllegalArgumentException(
          "the least gain of early stopping must be at least 0 and finite, not " + leastGain);
    }
  }

  /**
   * Whether to stop.
   *
   * @param all the validations of all epochs so far
   * @param monitor what decides which is better
   * @return whether the best of them is long ago
   */
  boolean enough(List<Validation> all, Monitor monitor) {
    return !all.isEmpty()
        && all.get(all.size() - 1).epoch() - monitor.best(all, leastGain).epoch() >= patience;
  }
}
