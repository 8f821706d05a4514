package org.paceline.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.paceline.jobs.Gantt.Bar;

/** The bars of one lane, in as few rows as keep them apart. */
record GanttLane(String name, List<List<Bar>> stacked) {

  private static final int LONGEST_NAME = 28;

  /** A narrower bar would be all edge. */
  private static final int NARROW = 5;

  private static final double LETTER = 7.6;

  /** Ends are sums of times, and may be a rounding later than the start of what follows. */
  private static final double ROUNDING = 1e-9;

  static List<GanttLane> of(List<String> first, List<Bar> bars) {
    Map<String, List<Bar>> lanes = new LinkedHashMap<>();
    first.forEach(name -> lanes.putIfAbsent(name, new ArrayList<>()));
    bars.forEach(bar -> lanes.computeIfAbsent(bar.lane(), name -> new ArrayList<>()).add(bar));
    return lanes.entrySet().stream()
        .map(lane -> new GanttLane(lane.getKey(), stack(lane.getValue())))
        .toList();
  }

  /** By start, each into the first row whose last bar has ended: no more rows than run at once. */
  private static List<List<Bar>> stack(List<Bar> bars) {
    List<List<Bar>> rows = new ArrayList<>();
    rows.add(new ArrayList<>());
    bars.stream()
        .sorted(Comparator.comparingDouble(Bar::start).thenComparingDouble(Bar::finish))
        .forEach(bar -> row(rows, bar).add(bar));
    return rows;
  }

  private static List<Bar> row(List<List<Bar>> rows, Bar bar) {
    double slack = ROUNDING * Math.max(1, Math.abs(bar.start()));
    for (List<Bar> row : rows) {
      if (row.isEmpty() || row.get(row.size() - 1).finish() <= bar.start() + slack) {
        return row;
      }
    }
    rows.add(new ArrayList<>());
    return rows.get(rows.size() - 1);
  }

  int rows() {
    return stacked.size();
  }

  int densest() {
    return stacked.stream().mapToInt(List::size).max().orElse(0);
  }

  String shortName() {
    return GanttStyle.cut(name, LONGEST_NAME);
  }

  int nameWidth() {
    return (int) Math.ceil(shortName().length() * LETTER);
  }

  String svg(int top, int height, GanttAxis axis, GanttLegend legend) {
    List<String> parts = new ArrayList<>();
    for (int row = 0; row < stacked.size(); row++) {
      for (Bar bar : stacked.get(row)) {
        parts.add(bar(bar, top + row * height + 2, height - 4, axis, legend.colour(bar.group())));
      }
    }
    return String.join("\n", parts);
  }

  /**
   * An inner picture each, which cuts off what does not fit; a bar without a duration is a line.
   */
  private static String bar(Bar bar, int y, int height, GanttAxis axis, String colour) {
    double x = axis.x(bar.start());
    double width = Math.max(2, axis.x(bar.finish()) - x);
    return String.format(
        Locale.ROOT,
        "<svg class=\"bar\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\"><title>%s</title>"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"%s/>%s</svg>",
        x,
        y,
        width,
        height,
        GanttStyle.escape(tip(bar, axis)),
        colour,
        width < NARROW ? " style=\"stroke: none\"" : "",
        GanttStyle.label(bar.label(), width, height));
  }

  private static String tip(Bar bar, GanttAxis axis) {
    return "%s%s on %s: %s to %s, %s"
        .formatted(
            bar.label(),
            bar.group().isEmpty() ? "" : " (" + bar.group() + ")",
            bar.lane(),
            axis.time(bar.start()),
            axis.time(bar.finish()),
            axis.time(bar.finish() - bar.start()));
  }
}
