package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.paceline.benchmarks.Axes;
import org.paceline.benchmarks.Line;
import org.paceline.benchmarks.Picture;

/**
 * The curves of all rows: means over seeds, with bars of a standard deviation to either side where
 * there are several.
 */
final class AccuracyPicture {

  private static final String ACCURACY = "accuracy on the test images, %";

  private AccuracyPicture() {}

  static Picture overTime(CifarResult result) {
    return lines(result, "time", "minutes of training", point -> point.seconds() / 60);
  }

  static Picture overEpochs(CifarResult result) {
    return lines(result, "passes over the data", "epochs", Point::epochs);
  }

  private static Picture lines(
      CifarResult result, String over, String x, ToDoubleFunction<Point> axis) {
    String title = "%s: accuracy over %s".formatted(result.work(), over);
    return Picture.lines(
        title,
        Axes.of(x, ACCURACY),
        result.rows().stream().map(row -> line(row, result.curves(row), axis)).toList());
  }

  /** As far as all seeds go, by points that they have in common. */
  private static Line line(String row, List<Curve> curves, ToDoubleFunction<Point> axis) {
    int shortest = curves.stream().mapToInt(curve -> curve.points().size()).min().orElseThrow();
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    List<Double> spread = new ArrayList<>();
    for (int i = 0; i < shortest; i++) {
      int at = i;
      List<Point> points = curves.stream().map(curve -> curve.points().get(at)).toList();
      // A run by time ends within an epoch, and each seed's elsewhere.
      if (i > 0 && i == shortest - 1 && !alike(points)) {
        break;
      }
      xs.add(points.stream().mapToDouble(axis).average().orElseThrow());
      double mean = points.stream().mapToDouble(AccuracyPicture::percent).average().orElseThrow();
      ys.add(mean);
      spread.add(deviation(points, mean));
    }
    return new Line(row, xs, ys, curves.size() == 1 ? List.of() : spread);
  }

  private static boolean alike(List<Point> points) {
    return points.stream().mapToDouble(Point::epochs).distinct().count() == 1;
  }

  private static double percent(Point point) {
    return 100 * point.accuracy();
  }

  private static double deviation(List<Point> points, double mean) {
    double squares =
        IntStream.range(0, points.size())
            .mapToDouble(i -> Math.pow(percent(points.get(i)) - mean, 2))
            .sum();
    return Math.sqrt(squares / Math.max(1, points.size() - 1));
  }
}
