package org.paceline.jobs.assign;

import java.util.List;
import java.util.Locale;
import org.paceline.assign.Solution;
import org.paceline.assign.format.ReadProblem;

/** Numbers and sentences for people. */
final class Texts {

  private static final int NAMES = 10;

  private Texts() {}

  /** Up to three digits behind the point, and more of what is small. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double size = Math.abs(value);
    String text =
        size >= 1e15 || (size > 0 && size < 0.001)
            ? String.format(Locale.ROOT, "%.4g", value)
            : String.format(Locale.ROOT, "%.3f", value);
    return text.contains("e") ? text : text.replaceFirst("\\.?0+$", "");
  }

  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
  }

  static String begin(ReadProblem read, String policy, double seconds) {
    return "paceline: %s: %s, %s, %s; %s searches for up to %s s"
        .formatted(
            read.format(),
            count(read.problem().tasks().size(), "task"),
            count(read.problem().machines().size(), "machine"),
            read.problem().objective().title(),
            policy,
            number(seconds));
  }

  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  static String missing(List<String> tasks) {
    String names = String.join(", ", tasks.subList(0, Math.min(NAMES, tasks.size())));
    String more = tasks.size() > NAMES ? " and %s more".formatted(tasks.size() - NAMES) : "";
    return "the plan lacks %s that it must have: %s%s"
        .formatted(count(tasks.size(), "task"), names, more);
  }

  static String quality(Solution solution) {
    if (!solution.missing().isEmpty()) {
      return "not all tasks have a place";
    }
    return solution.optimal()
        ? "proven to be the best"
        : "nothing is better than %s, so at most %s from the best"
            .formatted(number(solution.bound()), percent(solution.gap()));
  }
}
