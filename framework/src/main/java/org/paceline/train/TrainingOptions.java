package org.paceline.train;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.paceline.exchange.Averaging;
import org.paceline.exchange.ExampleAveraging;
import org.paceline.model.RateCourse;
import org.paceline.profile.DeviceRequest;
import org.paceline.round.Patience;

/**
 * How a run is trained.
 *
 * @param epochs passes over the data, at least 1
 * @param roundBlocks blocks that all executors together train between two averagings, at least 1;
 *     empty for what fixed costs ask for and accuracy allows
 * @param split who gets how much
 * @param averaging how networks become one
 * @param seed decides order, shuffling and augmentation
 * @param device what executors train on
 * @param patience how long a round waits for a worker that is behind its plan
 * @param executorWait how long a run without any executor waits for one
 * @param rate how the learning rate goes
 * @param longestStep how long a round's averaged step may be, by its Euclidean norm; positive and
 *     finite, or empty for no limit
 */
public record TrainingOptions(
    int epochs,
    OptionalInt roundBlocks,
    Split split,
    Averaging averaging,
    long seed,
    DeviceRequest device,
    Patience patience,
    Duration executorWait,
    RateCourse rate,
    OptionalDouble longestStep) {

  /** How long a run without any executor waits for one, unless told otherwise. */
  public static final Duration EXECUTOR_WAIT = Duration.ofSeconds(60);

  private static final long SEED = 1;

  /** Checks the ranges given above. */
  public TrainingOptions {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, not " + epochs);
    }
    if (roundBlocks.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "a round has at least 1 batch, not " + roundBlocks.getAsInt());
    }
    double norm = longestStep.orElse(1);
    if (!(norm > 0) || Double.isInfinite(norm)) {
      throw new IllegalArgumentException(
          "the longest step must be positive and finite, not " + norm);
    }
  }

  /**
   * Options with the usual patience, {@link Patience#USUAL} where speeds decide the quotas, {@link
   * Patience#LONG} where they are fixed, and a constant rate.
   *
   * @param epochs passes over the data, at least 1
   * @param roundBlocks blocks of a round, at least 1; empty to let the run decide
   * @param split who gets how much
   * @param averaging how networks become one
   * @param seed decides order, shuffling and augmentation
   * @param device what executors train on
   */
  public TrainingOptions(
      int epochs,
      OptionalInt roundBlocks,
      Split split,
      Averaging averaging,
      long seed,
      DeviceRequest device) {
    this(
        epochs,
        roundBlocks,
        split,
        averaging,
        seed,
        device,
        usualPatience(split),
        EXECUTOR_WAIT,
        RateCourse.CONSTANT,
        OptionalDouble.empty());
  }

  private static Patience usualPatience(Split split) {
    return split.fixed() ? Patience.LONG : Patience.USUAL;
  }

  /**
   * The usual options: shares by speed, networks weighed by examples, rounds as long as the run
   * finds best, seed 1, on whatever each executor has.
   *
   * @param epochs passes over the data, at least 1
   * @return the options
   */
  public static TrainingOptions of(int epochs) {
    return new TrainingOptions(
        epochs,
        OptionalInt.empty(),
        Split.parse("proportional"),
        new ExampleAveraging(),
        SEED,
        DeviceRequest.AUTO);
  }

  /**
   * The same options with another split, and the patience that is usual for it.
   *
   * @param other who gets how much
   * @return a copy
   */
  public TrainingOptions withSplit(Split other) {
    return new TrainingOptions(
        epochs,
        roundBlocks,
        other,
        averaging,
        seed,
        device,
        usualPatience(other),
        executorWait,
        rate,
        longestStep);
  }

  /**
   * The same options with another seed.
   *
   * @param other the seed
   * @return a copy
   */
  public TrainingOptions withSeed(long other) {
    return new TrainingOptions(
        epochs,
        roundBlocks,
        split,
        averaging,
        other,
        device,
        patience,
        executorWait,
        rate,
        longestStep);
  }

  /**
   * The same options with another course of the learning rate.
   *
   * @param other how it goes
   * @return a copy
   */
  public TrainingOptions withRate(RateCourse other) {
    return new TrainingOptions(
        epochs,
        roundBlocks,
        split,
        averaging,
        seed,
        device,
        patience,
        executorWait,
        other,
        longestStep);
  }

  /**
   * The same options with averaged steps of at most this length.
   *
   * @param norm Euclidean, positive and finite
   * @return a copy
   */
  public TrainingOptions clipped(double norm) {
    return new TrainingOptions(
        epochs,
        roundBlocks,
        split,
        averaging,
        seed,
        device,
        patience,
        executorWait,
        rate,
        OptionalDouble.of(norm));
  }

  /**
   * The same options with other limits to waiting.
   *
   * @param round how long a round waits for a worker that is behind its plan
   * @param executor how long a run without any executor waits for one
   * @return a copy
   */
  public TrainingOptions waiting(Patience round, Duration executor) {
    return new TrainingOptions(
        epochs, roundBlocks, split, averaging, seed, device, round, executor, rate, longestStep);
  }
}
