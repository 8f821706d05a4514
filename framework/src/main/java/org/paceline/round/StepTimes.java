package org.paceline.round;

import java.util.ArrayList;
import java.util.List;

/**
 * The times of the steps of a share: a speed that was the same in both its halves is that of the
 * machine as it is now, and no hiccup.
 */
final class StepTimes {

  /** A half that is shorter says nothing. */
  private static final double LEAST_SECONDS = 1;

  private static final double ALIKE = 0.85;

  private record Step(int examples, double seconds) {}

  private final List<Step> steps = new ArrayList<>();

  void add(int examples, double seconds) {
    steps.add(new Step(examples, seconds));
  }

  boolean steady() {
    int half = steps.size() / 2;
    List<Step> first = steps.subList(0, half);
    List<Step> second = steps.subList(half, steps.size());
    if (seconds(first) < LEAST_SECONDS || seconds(second) < LEAST_SECONDS) {
      return false;
    }
    double ratio = rate(first) / rate(second);
    return ratio > ALIKE && ratio < 1 / ALIKE;
  }

  private static double rate(List<Step> steps) {
    return steps.stream().mapToInt(Step::examples).sum() / seconds(steps);
  }

  private static double seconds(List<Step> steps) {
    return steps.stream().mapToDouble(Step::seconds).sum();
  }
}
