package org.paceline.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paceline.jobs.Gantt.Bar;

/** The time axis: where a second lies, with round ticks in the unit that suits the span. */
record GanttAxis(double from, double to, int left, int right, Unit unit) {

  private static final int TICK = 90;

  /** What the axis counts. */
  enum Unit {
    PERCENT("%", 0.01, new double[] {}),
    SECOND("s", 1, new double[] {}),
    MINUTE("min", 60, new double[] {1, 2, 5, 10, 15, 30}),
    HOUR("h", 3600, new double[] {1, 2, 3, 6, 12}),
    DAY("d", 86_400, new double[] {});

    private final String name;
    private final double seconds;
    private final double[] steps;

    Unit(String name, double seconds, double[] steps) {
      this.name = name;
      this.seconds = seconds;
      this.steps = steps;
    }

    static Unit of(double span) {
      return span <= 300 ? SECOND : span <= 5 * 3600 ? MINUTE : span <= 5 * 86_400.0 ? HOUR : DAY;
    }

    /** The smallest round step of at least so many units. */
    double step(double least) {
      for (double step : steps) {
        if (step >= least) {
          return step;
        }
      }
      double power = Math.pow(10, Math.floor(Math.log10(least)));
      for (double step : new double[] {1, 2, 5}) {
        if (step * power >= least * (1 - 1e-9)) {
          return step * power;
        }
      }
      return 10 * power;
    }
  }

  /** From 0, unless all is far behind it. */
  static GanttAxis of(List<Bar> bars, int left, int right) {
    double first = bars.stream().mapToDouble(Bar::start).min().orElse(0);
    double last = bars.stream().mapToDouble(Bar::finish).max().orElse(0);
    double from = first > 0 && first < last / 2 ? 0 : first;
    double least = Math.max(1e-6, Math.abs(from) * 1e-9);
    double to = last - from < least ? from + Math.max(1, least) : last;
    return new GanttAxis(from, to, left, right, Unit.of(to - from));
  }

  /** Shares of a whole in place of seconds. */
  static GanttAxis ofShares(int left, int right) {
    return new GanttAxis(0, 1, left, right, Unit.PERCENT);
  }

  /** Halves first, as two great times may be further apart than a double can say. */
  double x(double second) {
    return left + (right - left) * ((second / 2 - from / 2) / (to / 2 - from / 2));
  }

  String svg(int top, int bottom) {
    double step = unit.step((to / unit.seconds - from / unit.seconds) * TICK / (right - left));
    double first = Math.ceil(from / unit.seconds / step);
    List<String> parts = new ArrayList<>();
    for (int k = 0; k <= (right - left) / TICK + 1; k++) {
      double at = (first + k) * step;
      if (at * unit.seconds <= to) {
        parts.add(tick(x(at * unit.seconds), number(at, step) + " " + unit.name, top, bottom));
      }
    }
    return String.join("\n", parts);
  }

  private static String tick(double x, String text, int top, int bottom) {
    return String.format(
            Locale.ROOT,
            "<line class=\"grid\" x1=\"%.2f\" x2=\"%.2f\" y1=\"%d\" y2=\"%d\"/>",
            x,
            x,
            top - 4,
            bottom + 4)
        + GanttStyle.text("tick", x, top - 8, "middle", text)
        + GanttStyle.text("tick", x, bottom + 18, "middle", text);
  }

  /** As many digits as the step has. */
  private static String number(double value, double step) {
    int digits = (int) Math.min(9, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
    return String.format(Locale.ROOT, "%." + digits + "f", value == 0 ? 0.0 : value);
  }

  /** A time in the axis's unit, for a tip. */
  String time(double second) {
    String text = String.format(Locale.ROOT, "%.3f", second / unit.seconds);
    return text.replaceFirst("\\.?0+$", "") + " " + unit.name;
  }
}
