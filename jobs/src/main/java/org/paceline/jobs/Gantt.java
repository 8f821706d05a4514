package org.paceline.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture of who does what from when to when, as SVG: a lane each machine, a bar each task. It
 * needs no other file, and follows the reader's light or dark colours. The same bars give the same
 * text.
 */
public final class Gantt {

  private static final int ROW = 22;
  private static final int AXIS = 24;
  private static final int TITLE = 34;
  private static final int EDGE = 16;
  private static final int LEGEND_ROW = 20;
  private static final int NARROWEST = 900;
  private static final int WIDEST = 4000;
  private static final int BAR = 28;

  private final String title;
  private final List<GanttLane> lanes;
  private final GanttAxis axis;
  private final GanttLegend legend;
  private final int left;
  private final int right;

  /** What bars are measured in. */
  public enum Scale {
    /** Seconds, shown in the unit that suits the span. */
    SECONDS,
    /** Shares of a whole, from 0 to 1: what of a machine each task has. */
    SHARES
  }

  /**
   * A task on a machine.
   *
   * @param lane the row that it stands in
   * @param label what is written on it, as far as there is room
   * @param start when it begins, in the scale's unit
   * @param finish when it ends, in the scale's unit
   * @param group what it is coloured by
   */
  public record Bar(String lane, String label, double start, double finish, String group) {

    /** Checks that both times are finite, and in order. */
    public Bar {
      if (!(start <= finish) || Double.isInfinite(start) || Double.isInfinite(finish)) {
        throw new IllegalArgumentException(
            "bar '%s' must end at a finite time after its start %s, not at %s"
                .formatted(label, start, finish));
      }
    }
  }

  /**
   * A picture with lanes in the order in which bars name them.
   *
   * @param title stands above it
   * @param bars what to show; none for an empty picture
   */
  public Gantt(String title, List<Bar> bars) {
    this(title, List.of(), bars, Scale.SECONDS);
  }

  /**
   * A picture with lanes in an order of its own, those too that have no bar.
   *
   * @param title stands above it
   * @param lanes the first lanes; those that only bars name follow
   * @param bars what to show
   * @param scale what bars are measured in
   */
  public Gantt(String title, List<String> lanes, List<Bar> bars, Scale scale) {
    this.title = title;
    this.lanes = GanttLane.of(lanes, bars);
    left = EDGE + this.lanes.stream().mapToInt(GanttLane::nameWidth).max().orElse(0) + 8;
    int densest = this.lanes.stream().mapToInt(GanttLane::densest).max().orElse(0);
    right = left + Math.min(WIDEST, Math.max(NARROWEST, densest * BAR));
    axis =
        scale == Scale.SHARES ? GanttAxis.ofShares(left, right) : GanttAxis.of(bars, left, right);
    legend = new GanttLegend(bars, left, right);
  }

  /**
   * The picture.
   *
   * @return an SVG document
   */
  public String svg() {
    int top = TITLE + LEGEND_ROW * legend.rows() + AXIS;
    int bottom = top + ROW * lanes.stream().mapToInt(GanttLane::rows).sum();
    List<String> parts = new ArrayList<>();
    parts.add(GanttStyle.head(title, right + 2 * EDGE, bottom + AXIS + EDGE / 2));
    parts.add(GanttStyle.text("title", EDGE, TITLE - 12, "start", title));
    parts.add(legend.svg(TITLE, LEGEND_ROW));
    int y = top;
    for (int k = 0; k < lanes.size(); k++) {
      parts.add(background(k, y));
      y += ROW * lanes.get(k).rows();
    }
    parts.add(axis.svg(top, bottom));
    y = top;
    for (GanttLane lane : lanes) {
      parts.add(lane.svg(y, ROW, axis, legend));
      parts.add(
          GanttStyle.text(
              "lane", left - 8, y + ROW * lane.rows() / 2.0 + 4, "end", lane.shortName()));
      y += ROW * lane.rows();
    }
    parts.add("</svg>");
    return String.join("\n", parts) + "\n";
  }

  private String background(int k, int y) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
        k % 2 == 0 ? "even" : "odd",
        EDGE,
        y,
        right - EDGE,
        ROW * lanes.get(k).rows());
  }
}
