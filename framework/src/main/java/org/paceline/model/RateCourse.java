package org.paceline.model;

import org.paceline.model.RateSchedule.Shape;

/**
 * How a learning rate goes over a run, before anybody knows how many batches that has.
 *
 * @param shape how it goes after the warm-up
 * @param warmUp epochs, or parts of one, in which the rate grows linearly to its full value; at
 *     least 0 and finite
 */
public record RateCourse(Shape shape, double warmUp) {

  /** The full rate from the beginning to the end. */
  public static final RateCourse CONSTANT = new RateCourse(Shape.CONSTANT, 0);

  /** Checks the range given above. */
  public RateCourse {
    if (!(warmUp >= 0) || Double.isInfinite(warmUp)) {
      throw new IllegalArgumentException(
          "a warm-up must be at least 0 epochs and finite, not " + warmUp);
    }
  }

  /**
   * Whether the rate never changes.
   *
   * @return whether it has neither another shape nor a warm-up
   */
  public boolean constant() {
    return shape == Shape.CONSTANT && warmUp == 0;
  }

  /**
   * The schedule of a run.
   *
   * @param epochs of the run
   * @param batchesOfEpoch that all executors together train; with one step a round, the rounds
   * @return by batches
   * @throws IllegalArgumentException if the warm-up takes all epochs, or there are too many batches
   */
  public RateSchedule over(int epochs, int batchesOfEpoch) {
    if (warmUp > 0 && warmUp >= epochs) {
      throw new IllegalArgumentException(
          "a warm-up must be less than the run's %s epochs, not %s".formatted(epochs, warmUp));
    }
    long total = (long) epochs * batchesOfEpoch;
    if (total > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a run whose rate changes has at most %s batches, not %s"
              .formatted(Integer.MAX_VALUE, total));
    }
    // Less than all, however it is rounded.
    long growing = Math.min(total - 1, Math.round(warmUp * batchesOfEpoch));
    return new RateSchedule(shape, (int) growing, (int) total);
  }

  /**
   * The configuration of a network whose rate goes so. The network itself keeps its plain rate,
   * with which it may be saved: the course is the run's, and at its end the rate may be 0.
   *
   * @param network the network
   * @param epochs of the run
   * @param batchesOfEpoch that all executors together train; with one step a round, the rounds
   * @return its own configuration where the rate is constant
   * @throws IllegalArgumentException if it does not fit the run, or the network's rate has a
   *     schedule already
   */
  public String configuration(TrainableNetwork network, int epochs, int batchesOfEpoch) {
    if (constant()) {
      return network.configuration();
    }
    TrainableNetwork scheduled = TrainableNetwork.of(network.configuration());
    scheduled.counts(network.counts());
    scheduled.schedule(over(epochs, batchesOfEpoch));
    return scheduled.configuration();
  }
}
