package org.paceline.assign.cpsat;

import java.util.stream.DoubleStream;
import org.paceline.assign.Holding;
import org.paceline.assign.Instance;
import org.paceline.assign.Objective;
import org.paceline.assign.Task;
import org.paceline.assign.Window;

/**
 * Times, amounts and worth of a problem in whole numbers.
 *
 * @param timed whether times matter
 * @param time seconds
 * @param worth values, costs or priorities
 * @param earliest no task ends before, in units of time
 * @param horizon all can be done until then, in units of time
 */
record Units(boolean timed, Scale time, Scale worth, long earliest, long horizon) {

  /** Sums of products of a time and a weight are to stay below 2^62. */
  private static final double LARGEST_PRODUCT = 1e18;

  private static final double LARGEST = 1e12;

  static Units of(Instance instance) {
    double[] times = times(instance);
    boolean weighted = instance.problem().objective() == Objective.WEIGHTED_COMPLETION;
    double[] worth = worth(instance);
    Scale weight = Scale.of(worth, weighted ? Math.sqrt(LARGEST_PRODUCT) : LARGEST);
    double weights = Math.max(1, DoubleStream.of(worth).map(Math::abs).sum() * weight.factor());
    Scale time = Scale.of(times, weighted ? Math.min(LARGEST, LARGEST_PRODUCT / weights) : LARGEST);
    double all = DoubleStream.of(times).map(Math::abs).sum();
    double earliest = DoubleStream.of(times).min().orElse(0);
    return new Units(
        timed(instance),
        time,
        weight,
        time.down(Math.min(0, earliest)) - 1,
        time.up(all) + times.length + 1);
  }

  private static boolean timed(Instance instance) {
    return instance.problem().objective().timed()
        || instance.problem().holding() == Holding.WHILE_RUNNING
        || instance.problem().machines().stream()
            .flatMap(machine -> machine.hours().stream())
            .anyMatch(window -> !window.equals(Window.ALWAYS));
  }

  /** All seconds that a problem names; their sum is enough for any plan. */
  private static double[] times(Instance instance) {
    DoubleStream.Builder all = DoubleStream.builder();
    all.add(instance.problem().now());
    for (int i = 0; i < instance.tasks(); i++) {
      addSeconds(instance, i, all);
      addTimes(instance.task(i), all);
    }
    instance.problem().machines().stream()
        .flatMap(machine -> machine.hours().stream())
        .flatMapToDouble(window -> DoubleStream.of(window.from(), window.until()))
        .filter(Double::isFinite)
        .forEach(all::add);
    return all.build().toArray();
  }

  /** A number for each copy is enough, but every time must be known to the scale. */
  private static void addSeconds(Instance instance, int i, DoubleStream.Builder all) {
    for (int j = 0; j < instance.machines(); j++) {
      if (instance.allowed(i, j) || instance.begun(i, j)) {
        all.add(instance.seconds(i, j));
      }
    }
  }

  private static void addTimes(Task task, DoubleStream.Builder all) {
    task.deadline().ifPresent(all::add);
    task.after().forEach(dependency -> all.add(dependency.transferSeconds()));
    task.begun().forEach(begun -> all.add(begun.start()).add(begun.finish().orElse(0)));
  }

  private static double[] worth(Instance instance) {
    DoubleStream.Builder all = DoubleStream.builder();
    for (int i = 0; i < instance.tasks(); i++) {
      if (instance.problem().objective().timed()) {
        all.add(instance.task(i).priority());
        continue;
      }
      for (int j = 0; j < instance.machines(); j++) {
        all.add(
            instance.problem().objective() == Objective.VALUE
                ? instance.value(i, j)
                : instance.cost(i, j));
      }
    }
    return all.build().toArray();
  }
}
