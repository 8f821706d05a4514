package org.paceline.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long one machine takes for one training step, by its batch size: measured at some sizes, and
 * taken to be a straight line between two of them.
 *
 * <p>Below the smallest measured size a step takes as long as with that size. Above the largest
 * nothing is known, neither its time nor whether it fits into memory, so that is the most the
 * machine is given.
 *
 * @param machine its name, unique in a plan
 * @param seconds of one step by measured batch size, ascending; sizes at least 1, seconds above 0
 */
public record MeasuredSteps(String machine, SortedMap<Integer, Double> seconds) {

  /** Checks the ranges given above. */
  public MeasuredSteps {
    if (machine.isBlank()) {
      throw new IllegalArgumentException(
          "the name of a machine must not be blank, not '%s'".formatted(machine));
    }
    if (seconds.isEmpty()) {
      throw new IllegalArgumentException(
          "machine %s must have a step time of at least 1 batch size, not of 0".formatted(machine));
    }
    seconds.forEach((batch, time) -> check(machine, batch, time));
    seconds = Collections.unmodifiableSortedMap(new TreeMap<>(seconds));
  }

  private static void check(String machine, int batch, double time) {
    if (batch < 1) {
      throw new IllegalArgumentException(
          "the batch sizes of machine %s must be at least 1, not %s".formatted(machine, batch));
    }
    if (!(time > 0) || Double.isInfinite(time)) {
      throw new IllegalArgumentException(
          "the step times of machine %s must be above 0 s and finite, not %s"
              .formatted(machine, time));
    }
  }

  /**
   * The curve through measurements in any order, with the median of those of one batch size.
   *
   * @param machine its name
   * @param measured batch size and seconds of each step or mean of steps
   * @return the curve
   * @throws IllegalArgumentException if there are none, or one is outside the ranges
   */
  public static MeasuredSteps of(String machine, List<Map.Entry<Integer, Double>> measured) {
    SortedMap<Integer, List<Double>> bySize = new TreeMap<>();
    for (Map.Entry<Integer, Double> step : measured) {
      check(machine, step.getKey(), step.getValue());
      bySize.computeIfAbsent(step.getKey(), size -> new ArrayList<>()).add(step.getValue());
    }
    SortedMap<Integer, Double> medians = new TreeMap<>();
    bySize.forEach((size, times) -> medians.put(size, median(times)));
    return new MeasuredSteps(machine, medians);
  }

  private static double median(List<Double> times) {
    Collections.sort(times);
    int middle = times.size() / 2;
    return times.size() % 2 == 1
        ? times.get(middle)
        : times.get(middle - 1) / 2 + times.get(middle) / 2;
  }

  /**
   * The largest batch that the machine can be given.
   *
   * @return the largest measured size
   */
  public int cap() {
    return seconds.lastKey();
  }

  /**
   * The most examples a second that were measured.
   *
   * @return the largest of batch ÷ seconds over the measured sizes
   */
  public double peakSpeed() {
    return seconds.entrySet().stream()
        .mapToDouble(step -> step.getKey() / step.getValue())
        .max()
        .orElseThrow();
  }

  /**
   * How long a step takes.
   *
   * @param batch the machine's share, from 0 to {@link #cap()}
   * @return seconds; 0 for no examples, as the machine then takes no part
   * @throws IllegalArgumentException if the batch is outside that range
   */
  public double seconds(int batch) {
    if (batch < 0 || batch > cap()) {
      throw new IllegalArgumentException(
          "the share of machine %s must be from 0 to %s, its largest measured batch size, not %s"
              .formatted(machine, cap(), batch));
    }
    return batch == 0 ? 0 : StepCurve.of(this).line(batch);
  }
}
