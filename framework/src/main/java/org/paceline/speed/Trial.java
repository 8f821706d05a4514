package org.paceline.speed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Times a few real training steps after a warm-up.
 *
 * <p>The warm-up lasts until step times have settled ({@link WarmUp}), but at most twice as long as
 * what is counted at least. The step is handed in as a function, so that this package knows no
 * deep-learning library.
 *
 * @param leastSteps steps that are counted at least
 * @param leastTime time that is counted at least
 */
public record Trial(int leastSteps, Duration leastTime) implements java.io.Serializable {

  /** Enough for a stable mean: 5 s and 10 steps, whichever is longer, after 10 s of warm-up. */
  public static final Trial DEFAULT = new Trial(10, Duration.ofSeconds(5));

  /** One training step. */
  @FunctionalInterface
  public interface Step {
    /**
     * Runs the step.
     *
     * @return the examples that it trained, positive
     */
    int run();
  }

  /**
   * What a trial found.
   *
   * @param steps counted steps
   * @param examples examples in them
   * @param seconds their time
   * @param warmUp the steps before them
   */
  public record Outcome(int steps, long examples, double seconds, WarmUp warmUp)
      implements java.io.Serializable {
    /**
     * The mean speed over the counted steps.
     *
     * @return a speed of grade trial, without fixed cost
     */
    public Speed speed() {
      return new Speed(examples / seconds, 0, SpeedGrade.TRIAL);
    }
  }

  /** Checks that something is timed. */
  public Trial {
    if (leastSteps < 1) {
      throw new IllegalArgumentException(
          "a trial needs leastSteps >= 1, not %s".formatted(leastSteps));
    }
  }

  /**
   * The same trial of another length.
   *
   * @param least time that is counted at least
   * @return a trial with as many steps as this at least
   */
  public Trial lasting(Duration least) {
    return new Trial(leastSteps, least);
  }

  /**
   * About how long the trial takes where step times settle at once.
   *
   * @param step seconds of a step
   * @return seconds with the warm-up
   */
  public double usualSeconds(double step) {
    double counted = leastTime.toNanos() / 1e9;
    return WarmUp.usualSeconds(step, counted) + Math.max(counted, leastSteps * step);
  }

  /**
   * Runs the trial on the calling thread.
   *
   * @param step the step to time
   * @param nanoTime a monotonic clock in nanoseconds, such as {@code System::nanoTime}
   * @return steps, examples and time
   */
  public Outcome run(Step step, LongSupplier nanoTime) {
    WarmUp warmUp = WarmUp.run(step, nanoTime, leastTime);
    long start = nanoTime.getAsLong();
    long examples = 0;
    int steps = 0;
    long elapsed = 0;
    while (steps < leastSteps || elapsed < leastTime.toNanos()) {
      examples += step.run();
      steps++;
      elapsed = nanoTime.getAsLong() - start;
    }
    return new Outcome(steps, examples, elapsed / 1e9, warmUp);
  }
}
