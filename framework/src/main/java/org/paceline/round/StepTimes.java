package org.paceline.round;

import java.util.ArrayList;
import java.util.List;

/**
 * The times of the steps of a share. A pace that was kept from its beginning to its end, or for its
 * last third, is that of the machine as it is now, and no hiccup. Hiccups make steps slower: that
 * the last third of the steps is faster is believed sooner.
 */
final class StepTimes {

  private static final double ALIKE = 0.85;

  /** Seconds that the steps of a half must take to say something. */
  private static final double LEAST_OF_ALL = 1;

  private static final double LEAST_OF_LAST = 1.5;

  private static final double LEAST_OF_FASTER = 0.3;

  private record Step(int examples, double seconds) {}

  private final List<Step> steps = new ArrayList<>();

  void add(int examples, double seconds) {
    steps.add(new Step(examples, seconds));
  }

  /** The pace at the end as a part of the mean pace, or NaN where it did not last. */
  double endPace() {
    if (even(steps, LEAST_OF_ALL)) {
      return 1;
    }
    List<Step> last = last(steps, seconds(steps) / 3);
    if (even(last, LEAST_OF_LAST)) {
      return pace(last) / pace(steps);
    }
    List<Step> lastSteps = steps.subList(2 * steps.size() / 3, steps.size());
    boolean faster = even(lastSteps, LEAST_OF_FASTER) && pace(lastSteps) > pace(steps);
    return faster ? pace(lastSteps) / pace(steps) : Double.NaN;
  }

  private static boolean even(List<Step> steps, double leastSeconds) {
    List<Step> second = last(steps, seconds(steps) / 2);
    List<Step> first = steps.subList(0, steps.size() - second.size());
    if (seconds(first) < leastSeconds || seconds(second) < leastSeconds) {
      return false;
    }
    double ratio = pace(first) / pace(second);
    return ratio > ALIKE && ratio < 1 / ALIKE;
  }

  /** The last steps that together took no longer than so many seconds. */
  private static List<Step> last(List<Step> steps, double seconds) {
    int from = steps.size();
    double left = seconds;
    while (from > 0 && steps.get(from - 1).seconds() <= left) {
      left -= steps.get(--from).seconds();
    }
    return steps.subList(from, steps.size());
  }

  private static double pace(List<Step> steps) {
    return steps.stream().mapToInt(Step::examples).sum() / seconds(steps);
  }

  private static double seconds(List<Step> steps) {
    return steps.stream().mapToDouble(Step::seconds).sum();
  }
}
