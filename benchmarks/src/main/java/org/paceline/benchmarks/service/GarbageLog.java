package org.paceline.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the JVM says of its collections, in lines as {@code Pause Young (Normal) 50M->20M(64M)
 * 3.1ms}.
 *
 * @param pauses in order
 */
record GarbageLog(List<Pause> pauses) {

  private static final Pattern PAUSE =
      Pattern.compile("\\[([\\d.]+)s].* Pause (\\w+).* (\\d+)M->(\\d+)M\\(\\d+M\\) ([\\d.]+)ms");

  /**
   * A collection.
   *
   * @param full whether of everything
   * @param before MiB of the heap
   * @param after MiB of the heap
   * @param millis for which all threads stood still
   */
  record Pause(boolean full, int before, int after, double millis) {}

  static GarbageLog read(Path log) throws IOException {
    return new GarbageLog(
        Files.readAllLines(log).stream()
            .map(PAUSE::matcher)
            .filter(Matcher::find)
            .map(GarbageLog::pause)
            .toList());
  }

  private static Pause pause(Matcher line) {
    return new Pause(
        line.group(2).equals("Full"),
        Integer.parseInt(line.group(3)),
        Integer.parseInt(line.group(4)),
        Double.parseDouble(line.group(5)));
  }

  /** Those that were not there before. */
  GarbageLog since(GarbageLog before) {
    return new GarbageLog(pauses.subList(before.pauses.size(), pauses.size()));
  }

  /** MiB that were left after the last collection of everything. */
  int live() {
    return pauses.stream().filter(Pause::full).reduce((a, b) -> b).map(Pause::after).orElse(0);
  }

  /** The most MiB that were left after any collection. */
  int most() {
    return pauses.stream().mapToInt(Pause::after).max().orElse(0);
  }

  double longest() {
    return pauses.stream().mapToDouble(Pause::millis).max().orElse(0);
  }

  double together() {
    return pauses.stream().mapToDouble(Pause::millis).sum();
  }
}
