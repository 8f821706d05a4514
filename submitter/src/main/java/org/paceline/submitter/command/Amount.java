package org.paceline.submitter.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and lengths of time as people write and read them. */
final class Amount {

  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?) ?([A-Za-z]*)");
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
  private static final int STEP = 1024;

  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("kb", 1_000L),
          Map.entry("mb", 1_000_000L),
          Map.entry("gb", 1_000_000_000L),
          Map.entry("tb", 1_000_000_000_000L),
          Map.entry("k", 1L << 10),
          Map.entry("kib", 1L << 10),
          Map.entry("m", 1L << 20),
          Map.entry("mib", 1L << 20),
          Map.entry("g", 1L << 30),
          Map.entry("gib", 1L << 30),
          Map.entry("t", 1L << 40),
          Map.entry("tib", 1L << 40));

  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "m", 60L, "min", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L);

  private Amount() {}

  /** Bytes of {@code 16GiB}, {@code 500MB}, {@code 4096}. */
  static long bytes(String text) {
    return parse(text, BYTES, "a size must be like 16GiB, 500MB or 4096, not '%s'");
  }

  /** Seconds of {@code 24h}, {@code 7d}, {@code 90s}. */
  static long seconds(String text) {
    return parse(text, SECONDS, "a length of time must be like 24h, 7d, 30m or 90s, not '%s'");
  }

  private static long parse(String text, Map<String, Long> units, String rule) {
    Matcher matcher = FORM.matcher(text.strip());
    Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(rule.formatted(Printable.of(text)));
    }
    return Math.round(Double.parseDouble(matcher.group(1)) * unit);
  }

  /** Bytes with three digits and a unit. */
  static String size(long bytes) {
    double left = bytes;
    int unit = 0;
    while (left >= 999.5 && unit < UNITS.size() - 1) {
      left /= STEP;
      unit++;
    }
    String digits = unit == 0 || left >= 99.95 ? "%.0f" : "%.1f";
    return String.format(Locale.ROOT, digits, left) + " " + UNITS.get(unit);
  }

  /** A length of time in its largest unit, rounded down. */
  static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3_600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }
}
