package org.paceline.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.paceline.jobs.Gantt.Bar;

/** A colour each group, in the order in which bars name them; told where there are several. */
final class GanttLegend {

  /** White letters are readable on each, and each differs from white and black paper. */
  private static final List<String> COLOURS =
      List.of(
          "#1b6ca8", "#2e7d4f", "#c0392b", "#a65e00", "#6a4c93", "#00747a", "#a8326e", "#5d6d7e",
          "#7a5c3e", "#3f51b5", "#5b7f1c", "#8e24aa");

  private static final int MOST = 24;
  private static final int LONGEST = 24;
  private static final double LETTER = 7.2;
  private static final int BOX = 26;

  private record Entry(String name, String colour, double x, int row) {}

  private final List<String> groups;
  private final List<Entry> entries = new ArrayList<>();

  GanttLegend(List<Bar> bars, int left, int right) {
    groups = bars.stream().map(Bar::group).distinct().toList();
    double x = left;
    int row = 0;
    for (String name : groups.size() < 2 ? List.<String>of() : names()) {
      double width = BOX + name.length() * LETTER + 10;
      if (x > left && x + width > right) {
        x = left;
        row++;
      }
      entries.add(new Entry(name, colour(entries.size()), x, row));
      x += width;
    }
  }

  private List<String> names() {
    Stream<String> shown = groups.stream().limit(MOST).map(GanttLegend::name);
    int more = groups.size() - MOST;
    return (more > 0 ? Stream.concat(shown, Stream.of("and %s more".formatted(more))) : shown)
        .toList();
  }

  private static String name(String group) {
    return group.isBlank() ? "other" : GanttStyle.cut(group, LONGEST);
  }

  String colour(String group) {
    return colour(groups.indexOf(group));
  }

  private static String colour(int group) {
    return COLOURS.get(group % COLOURS.size());
  }

  int rows() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).row() + 1;
  }

  String svg(int top, int height) {
    List<String> parts = new ArrayList<>();
    for (Entry entry : entries) {
      int y = top + entry.row() * height;
      parts.add(
          String.format(
                  Locale.ROOT,
                  "<rect x=\"%.1f\" y=\"%d\" width=\"18\" height=\"12\" rx=\"2\" fill=\"%s\"/>",
                  entry.x(),
                  y,
                  entry.colour())
              + GanttStyle.text("key", entry.x() + BOX, y + 11, "start", entry.name()));
    }
    return String.join("\n", parts);
  }
}
