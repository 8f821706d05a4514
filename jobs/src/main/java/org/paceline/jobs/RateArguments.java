package org.paceline.jobs;

import java.util.Locale;
import org.paceline.model.RateCourse;
import org.paceline.model.RateSchedule.Shape;
import org.paceline.model.TrainableNetwork;
import picocli.CommandLine.Option;

/** How the learning rate goes over a run, by the batches that all executors together train. */
public final class RateArguments {

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "constant",
      description =
          "How the learning rate goes: constant, step (a tenth after half of the run, a hundredth"
              + " after three quarters) or cosine (to 0 at the end), by the examples that all"
              + " executors together have trained (default: ${DEFAULT-VALUE}).")
  private Shape schedule;

  @Option(
      names = "--warm-up",
      paramLabel = "EPOCHS",
      defaultValue = "0",
      description =
          "Epochs, or a part of one such as 0.5, in which the learning rate grows linearly to its"
              + " full value (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  /**
   * Checks what can be known before a run is.
   *
   * @throws IllegalArgumentException if an option breaks its rule
   */
  public void check() {
    if (!(warmUp >= 0) || Double.isInfinite(warmUp)) {
      throw new IllegalArgumentException(
          "--warm-up must be at least 0 epochs and finite, not " + warmUp);
    }
  }

  /**
   * Checks the options for a run.
   *
   * @param epochs of the run
   * @throws IllegalArgumentException if an option breaks its rule, or does not fit the run
   */
  public void check(int epochs) {
    check();
    if (warmUp > 0 && warmUp >= epochs) {
      throw new IllegalArgumentException(
          "--warm-up must be less than the run's %s epochs, not %s".formatted(epochs, warmUp));
    }
  }

  /**
   * Whether the rate never changes.
   *
   * @return whether neither a schedule nor a warm-up was asked for
   */
  public boolean constant() {
    return course().constant();
  }

  /**
   * The course of the rate.
   *
   * @return as the options say
   */
  public RateCourse course() {
    check();
    return new RateCourse(schedule, warmUp);
  }

  /**
   * The configuration of a network that follows the schedule.
   *
   * @param network the network, which keeps its plain rate
   * @param epochs of the run
   * @param batchesOfEpoch that all executors together train; with one step a round, the rounds
   * @return its own configuration where the rate is constant
   * @throws IllegalArgumentException if an option breaks its rule, or the network's rate has a
   *     schedule already
   */
  public String configuration(TrainableNetwork network, int epochs, int batchesOfEpoch) {
    check(epochs);
    try {
      return course().configuration(network, epochs, batchesOfEpoch);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(this + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    String name = "--schedule " + schedule.name().toLowerCase(Locale.ROOT);
    return warmUp == 0 ? name : name + " with --warm-up " + warmUp;
  }
}
