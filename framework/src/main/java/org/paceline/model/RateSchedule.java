package org.paceline.model;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * How a learning rate goes over a run, as a part of its full value, by the batches that all
 * executors together have trained.
 *
 * <p>DL4J has no cosine among its schedules, and a configuration with a class of ours could not be
 * read by DL4J alone: the curve is laid down in DL4J's own steps.
 *
 * @param shape how it goes after the warm-up
 * @param warmUp batches in which the rate grows linearly to its full value (Goyal et al.,
 *     "Accurate, large minibatch SGD", 2017), at least 0
 * @param total batches of the run, more than {@code warmUp}
 */
public record RateSchedule(Shape shape, int warmUp, int total) {

  /** Steps that a curve is laid down in; there are never more than batches. */
  static final int STEPS = 400;

  /** Steps of a warm-up. */
  static final int WARM_UP_STEPS = 100;

  private static final double HALF = 0.5;
  private static final double THREE_QUARTERS = 0.75;
  private static final double DROP = 0.1;

  /** The shapes by name. */
  public enum Shape {
    /** The full rate to the end. */
    CONSTANT,
    /**
     * A tenth of it after half of the run, and a hundredth after three quarters (He et al., "Deep
     * residual learning for image recognition", 2015, for CIFAR).
     */
    STEP,
    /**
     * Half a cosine from the warm-up's end to 0 at the run's end (Loshchilov and Hutter, "SGDR",
     * 2017, without restarts).
     */
    COSINE
  }

  /** Checks the ranges given above. */
  public RateSchedule {
    if (warmUp < 0 || warmUp >= total) {
      throw new IllegalArgumentException(
          "a warm-up must be at least 0 batches and less than the run's %s, not %s"
              .formatted(total, warmUp));
    }
  }

  /**
   * Whether the rate never changes.
   *
   * @return whether there is nothing to be laid down
   */
  public boolean constant() {
    return shape == Shape.CONSTANT && warmUp == 0;
  }

  /**
   * The curve itself.
   *
   * @param batch of the run, from 0 on; the middle of several may lie between two
   * @return from 0 to 1
   */
  double factor(double batch) {
    if (batch < warmUp) {
      return Math.min(1, (batch + 1) / warmUp);
    }
    return switch (shape) {
      case CONSTANT -> 1;
      case STEP -> dropped(batch / total);
      case COSINE -> {
        double progress = Math.min(1, (batch - warmUp) / (total - warmUp));
        yield (1 + Math.cos(Math.PI * progress)) / 2;
      }
    };
  }

  private static double dropped(double progress) {
    if (progress < HALF) {
      return 1;
    }
    return progress < THREE_QUARTERS ? DROP : DROP * DROP;
  }

  /** The value of each step by its first batch: the curve's in the step's middle. */
  SortedMap<Integer, Double> steps() {
    TreeSet<Integer> begins = begins();
    SortedMap<Integer, Double> steps = new TreeMap<>();
    for (int begin : begins) {
      Integer next = begins.higher(begin);
      int last = (next == null ? total : next) - 1;
      steps.put(begin, factor((begin + (double) last) / 2));
    }
    return steps;
  }

  private TreeSet<Integer> begins() {
    TreeSet<Integer> begins = new TreeSet<>();
    cut(begins, 0, warmUp, WARM_UP_STEPS);
    begins.add(warmUp);
    if (shape == Shape.COSINE) {
      cut(begins, warmUp, total, STEPS);
    } else if (shape == Shape.STEP) {
      begins.add(Math.max(warmUp, (int) Math.ceil(HALF * total)));
      begins.add(Math.max(warmUp, (int) Math.ceil(THREE_QUARTERS * total)));
    }
    begins.removeIf(begin -> begin >= total);
    return begins;
  }

  private static void cut(TreeSet<Integer> begins, int from, int to, int most) {
    int steps = Math.min(most, to - from);
    for (int step = 0; step < steps; step++) {
      begins.add(from + (int) ((long) step * (to - from) / steps));
    }
  }

  /**
   * The curve in DL4J's terms.
   *
   * @param rate the full rate
   * @param from the batches that the network was trained with before the run
   */
  ISchedule dl4j(double rate, int from) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    steps().forEach((batch, factor) -> values.put(from + batch, rate * factor));
    // DL4J asks for a value from the start on.
    values.putIfAbsent(0, values.get(from));
    return new MapSchedule(ScheduleType.ITERATION, values);
  }
}
