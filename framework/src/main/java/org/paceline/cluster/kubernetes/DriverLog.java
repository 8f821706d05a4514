package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The log of a pod, read again and again, each line shown once. */
// Lines come with their times and are asked for from the last one on: a connection that breaks, or
// an API server that goes away, loses nothing.
final class DriverLog {

  private final PrintStream out;
  private Instant last = Instant.EPOCH;
  private int shownOfLast;

  DriverLog(PrintStream out) {
    this.out = out;
  }

  /** Shows what has been added since the last call. */
  void read(PodResource pod) {
    String text =
        last.equals(Instant.EPOCH)
            ? pod.usingTimestamps().getLog()
            : pod.usingTimestamps().sinceTime(last.toString()).getLog();
    show(text == null ? List.of() : text.lines().toList());
  }

  void show(List<String> lines) {
    int seenOfLast = 0;
    for (String line : lines) {
      int blank = line.indexOf(' ');
      Instant time = time(blank < 0 ? line : line.substring(0, blank));
      if (time == null || time.isBefore(last)) {
        continue;
      }
      if (time.equals(last)) {
        seenOfLast++;
        if (seenOfLast <= shownOfLast) {
          continue;
        }
      } else {
        last = time;
        seenOfLast = 1;
        shownOfLast = 0;
      }
      shownOfLast++;
      out.println(blank < 0 ? "" : line.substring(blank + 1));
    }
  }

  /** A line without a time is cut off: it will come again, whole. */
  private static Instant time(String word) {
    try {
      return Instant.parse(word);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
