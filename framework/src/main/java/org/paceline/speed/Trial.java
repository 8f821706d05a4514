package org.paceline.speed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Times a few real training steps after warm-up.
 *
 * <p>The step is handed in as a function, so that this package knows no deep-learning library.
 *
 * @param warmUpSteps steps that are run and not counted, until code is compiled and buffers exist
 * @param leastSteps steps that are counted at least
 * @param leastTime time that is counted at least
 */
public record Trial(int warmUpSteps, int leastSteps, Duration leastTime)
    implements java.io.Serializable {

  /** Enough for a stable mean: 5 s and 10 steps, whichever is longer, after 3 steps of warm-up. */
  public static final Trial DEFAULT = new Trial(3, 10, Duration.ofSeconds(5));

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
   */
  public record Outcome(int steps, long examples, double seconds) implements java.io.Serializable {
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
    if (warmUpSteps < 0 || leastSteps < 1) {
      throw new IllegalArgumentException(
          "a trial needs warmUpSteps >= 0 and leastSteps >= 1, not %d and %d"
              .formatted(warmUpSteps, leastSteps));
    }
  }

  /**
   * The same trial of another length.
   *
   * @param least time that is counted at least
   * @return a trial with as many steps as this at least
   */
  public Trial lasting(Duration least) {
    return new Trial(warmUpSteps, leastSteps, least);
  }

  /**
   * Runs the trial on the calling thread.
   *
   * @param step the step to time
   * @param nanoTime a monotonic clock in nanoseconds, such as {@code System::nanoTime}
   * @return steps, examples and time
   */
  public Outcome run(Step step, LongSupplier nanoTime) {
    for (int i = 0; i < warmUpSteps; i++) {
      step.run();
    }
    long start = nanoTime.getAsLong();
    long examples = 0;
    int steps = 0;
    long elapsed = 0;
    while (steps < leastSteps || elapsed < leastTime.toNanos()) {
      examples += step.run();
      steps++;
      elapsed = nanoTime.getAsLong() - start;
    }
    return new Outcome(steps, examples, elapsed / 1e9);
  }
}
