package org.paceline.jobs;

import java.util.Locale;

/** Letters and colours of a {@link Gantt}, and what XML asks of texts. */
final class GanttStyle {

  private static final double LETTER = 6.4;
  private static final int LEAST_ROOM = 12;

  private GanttStyle() {}

  static String head(String title, int width, int height) {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
        <title>%3$s</title>
        <style>
        svg { color-scheme: light dark; }
        .paper { fill: #fff; } .even { fill: #f3f5f8; } .odd { fill: #fff; } .grid { stroke: #c3c9d1; }
        text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #1d2733; } .tick { fill: #56616e; }
        .title { font-size: 15px; font-weight: 600; }
        .bar rect { stroke: #fff; stroke-width: 1; } .bar text { fill: #fff; font-size: 11px; }
        @media (prefers-color-scheme: dark) {
        .paper { fill: #14181d; } .even { fill: #1c2229; } .odd { fill: #14181d; } .grid { stroke: #3b4550; }
        text { fill: #e4e9ee; } .tick { fill: #a3adb8; } .bar rect { stroke: #14181d; }
        }
        </style>
        <rect class="paper" width="%1$d" height="%2$d"/>""",
        width,
        height,
        escape(title));
  }

  static String text(String kind, double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" x=\"%.2f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        kind,
        x,
        y,
        anchor,
        escape(text));
  }

  /** What there is room for on a bar; nothing on a narrow one. */
  static String label(String text, double width, int height) {
    return width < LEAST_ROOM
        ? ""
        : String.format(
            Locale.ROOT,
            "<text x=\"4\" y=\"%d\">%s</text>",
            height - 5,
            escape(cut(text, (int) Math.max(1, (width - 6) / LETTER))));
  }

  /** At most so many characters, of which the last says that there are more. */
  static String cut(String text, int most) {
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(1, most - 1)))
            + (most > 1 ? "…" : "");
  }

  /** Characters that XML 1.0 has no way to write become U+FFFD. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(point -> escaped.append(escape(point)));
    return escaped.toString();
  }

  private static String escape(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\t', '\n', '\r' -> " ";
      default -> allowed(point) ? Character.toString(point) : "\uFFFD";
    };
  }

  private static boolean allowed(int point) {
    return (point >= 0x20 && point < 0xD800)
        || (point >= 0xE000 && point < 0xFFFE)
        || point >= 0x10000;
  }
}
