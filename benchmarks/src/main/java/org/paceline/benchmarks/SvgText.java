package org.paceline.benchmarks;

import java.util.List;

/**
 * A picture in words, for its SVG, in which letters are shapes: for those who search in it, and
 * those who have it read to them.
 */
record SvgText(String title, Axes axes, List<String> series) {

  /** Puts them behind the root's start. */
  String into(String svg) {
    int root = svg.indexOf("<svg");
    int start = svg.indexOf('>', root) + 1;
    return svg.substring(0, start) + words() + svg.substring(start);
  }

  private String words() {
    String description = "%s by %s: %s".formatted(axes.y(), axes.x(), String.join(", ", series));
    return "<title>%s</title><desc>%s</desc>".formatted(escaped(title), escaped(description));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
