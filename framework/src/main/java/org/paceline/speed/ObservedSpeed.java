package org.paceline.speed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A worker's speed as its rounds show it: the running median of the last three.
 *
 * <p>The window starts filled with the trial. A first round that is near it takes its place; after
 * that, and where it is not near, one noisy round never moves the median and a real change is the
 * median from its second round on; from its first one where it was kept to its end for long enough.
 * Speed and fixed cost are filtered apart. Not thread-safe.
 */
// A median of 3 (Tukey, Exploratory Data Analysis, 1977) instead of an exponential average: an
// average follows one outlier by its weight and needs log(0.05)/log(1-weight) rounds for a step.
public final class ObservedSpeed {

  private static final int WINDOW = 3;
  private static final int MAJORITY = 2;

  /** A first round that is further from the trial is noise until the next one says the same. */
  private static final double NEAR = 0.25;

  /**
   * A worker that brought nothing in time is planned with this part of its speed, if it happens
   * again.
   */
  private static final double LATE = 0.5;

  private final Deque<Double> rates = new ArrayDeque<>();
  private final Deque<Double> fixed = new ArrayDeque<>();
  private SpeedGrade grade;

  /**
   * Starts from what is known before the first round.
   *
   * @param before the trial or nominal speed
   */
  public ObservedSpeed(Speed before) {
    grade = before.grade();
    for (int i = 0; i < WINDOW; i++) {
      rates.add(before.examplesPerSecond());
      fixed.add(before.fixedSeconds());
    }
  }

  /**
   * Takes in a trial in the place of the rates of all rounds before, which are long ago.
   *
   * @param trial the speed that was timed
   */
  public void timed(Speed trial) {
    grade = trial.grade();
    push(rates, trial.examplesPerSecond(), WINDOW);
  }

  /**
   * What is remembered of the last rounds, to be kept in a checkpoint.
   *
   * @param rates examples a second, the oldest first
   * @param fixedSeconds fixed costs, the oldest first
   * @param grade whether a round was seen
   */
  public record Memory(List<Double> rates, List<Double> fixedSeconds, SpeedGrade grade) {

    /** Checks that both windows are full. */
    public Memory {
      if (rates.size() != WINDOW || fixedSeconds.size() != WINDOW || grade == null) {
        throw new IllegalArgumentException(
            "a speed is remembered by %s rounds, not %s and %s"
                .formatted(WINDOW, rates, fixedSeconds));
      }
      rates = List.copyOf(rates);
      fixedSeconds = List.copyOf(fixedSeconds);
    }
  }

  /**
   * The state of the filter.
   *
   * @return a copy
   */
  public Memory memory() {
    return new Memory(List.copyOf(rates), List.copyOf(fixed), grade);
  }

  /**
   * Goes on from a remembered state.
   *
   * @param memory what {@link #memory()} gave
   */
  public void restore(Memory memory) {
    rates.clear();
    rates.addAll(memory.rates());
    fixed.clear();
    fixed.addAll(memory.fixedSeconds());
    grade = memory.grade();
  }

  /** Takes in a round that ended before the worker brought anything back. */
  public void late() {
    push(rates, median(rates) * LATE);
  }

  /**
   * Takes in the fixed cost as a round without work showed it, before the first real one.
   *
   * @param fixedSeconds the time such a round took the worker
   */
  public void calibrate(double fixedSeconds) {
    push(fixed, Math.max(0, fixedSeconds), WINDOW);
  }

  /**
   * Takes one round in. A round in which the worker trained nothing says nothing and is ignored.
   *
   * @param examples examples it trained
   * @param trainingSeconds seconds it trained them in
   * @param fixedSeconds the rest of its time in the round
   * @param endPace its pace at the end as a part of its mean pace, where it was kept for long
   *     enough not to be noise; else NaN
   */
  public void observe(long examples, double trainingSeconds, double fixedSeconds, double endPace) {
    if (examples <= 0 || !(trainingSeconds > 0)) {
      return;
    }
    boolean lasts = !Double.isNaN(endPace);
    double rate = examples / trainingSeconds * (lasts ? endPace : 1);
    push(rates, rate, weight(rate, lasts ? MAJORITY : 1));
    // A first round takes what later ones need not, such as loading code.
    push(fixed, Math.max(0, fixedSeconds), grade == SpeedGrade.NOMINAL ? WINDOW : 1);
    grade = SpeedGrade.OBSERVED;
  }

  /** A profile's promise is no measurement, and a trial is a short one, perhaps of another day. */
  private int weight(double rate, int ofChange) {
    boolean near = Math.abs(rate / median(rates) - 1) < NEAR;
    return switch (grade) {
      case NOMINAL -> WINDOW;
      case TRIAL -> near ? MAJORITY : ofChange;
      case OBSERVED -> near ? 1 : ofChange;
    };
  }

  /**
   * The filtered speed.
   *
   * @return grade observed once a round was seen
   */
  public Speed speed() {
    return new Speed(median(rates), median(fixed), grade);
  }

  private static void push(Deque<Double> window, double value, int times) {
    for (int i = 0; i < times; i++) {
      push(window, value);
    }
  }

  private static void push(Deque<Double> window, double value) {
    window.removeFirst();
    window.addLast(value);
  }

  private static double median(Deque<Double> window) {
    return window.stream().mapToDouble(Double::doubleValue).sorted().toArray()[WINDOW / 2];
  }
}
