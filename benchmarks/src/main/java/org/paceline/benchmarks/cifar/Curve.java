package org.paceline.benchmarks.cifar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Accuracy over a training: straight lines between its points, and nothing beyond them.
 *
 * @param points at least one, in the order of time
 */
public record Curve(@JsonValue List<Point> points) {

  /** Checks that there is one. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Curve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve has at least one point");
    }
  }

  Point last() {
    return points.get(points.size() - 1);
  }

  /** The accuracy after so many seconds, if it was trained that long and not less than to here. */
  OptionalDouble afterSeconds(double seconds) {
    return at(seconds, Point::seconds);
  }

  /** The accuracy after so many passes over the data, if it was trained so far. */
  OptionalDouble afterEpochs(double epochs) {
    return at(epochs, Point::epochs);
  }

  private OptionalDouble at(double x, ToDoubleFunction<Point> axis) {
    for (int i = 0; i < points.size(); i++) {
      double here = axis.applyAsDouble(points.get(i));
      if (here == x) {
        return OptionalDouble.of(points.get(i).accuracy());
      }
      if (here > x) {
        return i == 0 ? OptionalDouble.empty() : OptionalDouble.of(between(i, x, axis));
      }
    }
    return OptionalDouble.empty();
  }

  private double between(int i, double x, ToDoubleFunction<Point> axis) {
    Point before = points.get(i - 1);
    Point after = points.get(i);
    double part =
        (x - axis.applyAsDouble(before)) / (axis.applyAsDouble(after) - axis.applyAsDouble(before));
    return before.accuracy() + part * (after.accuracy() - before.accuracy());
  }

  /** When it first was as good as that, if it ever was. */
  OptionalDouble secondsTo(double accuracy) {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).accuracy() >= accuracy) {
        return OptionalDouble.of(i == 0 ? points.get(0).seconds() : crossing(i, accuracy));
      }
    }
    return OptionalDouble.empty();
  }

  private double crossing(int i, double accuracy) {
    Point before = points.get(i - 1);
    Point after = points.get(i);
    double part = (accuracy - before.accuracy()) / (after.accuracy() - before.accuracy());
    return before.seconds() + part * (after.seconds() - before.seconds());
  }
}
