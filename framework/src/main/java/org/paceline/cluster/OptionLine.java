package org.paceline.cluster;

import java.util.List;
import java.util.stream.Collectors;

/** Options of a virtual machine as the one line that Spark's settings have of them. */
final class OptionLine {

  private OptionLine() {}

  /**
   * Joins options so that Spark, which splits the line at blanks, finds them again as they are: in
   * double quotes it takes a backslash for the sign that the next character stands for itself.
   */
  static String of(List<String> options) {
    return options.stream().map(OptionLine::word).collect(Collectors.joining(" "));
  }

  private static String word(String option) {
    return option.matches("[^\\s\"']+")
        ? option
        : '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
