package org.paceline.benchmarks.assign;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one policy came to on one folder of problems.
 *
 * @param problems the folder's name
 * @param policy its name
 * @param runs one a problem
 */
record PolicyRow(String problems, String policy, List<Run> runs) {

  /**
   * One problem.
   *
   * @param name its file's
   * @param whole whether the plan has all tasks
   * @param objective of the plan
   * @param bound that no plan is better than
   * @param optimum as published
   * @param proven whether the policy has proven that its plan is best
   * @param seconds how long it took
   */
  record Run(
      String name,
      boolean whole,
      double objective,
      double bound,
      double optimum,
      boolean proven,
      double seconds) {

    /** How far above the optimum, as a part of it. */
    double gap() {
      return objective / optimum - 1;
    }

    boolean best() {
      return whole && Math.abs(gap()) < 1e-9;
    }
  }

  long whole() {
    return runs.stream().filter(Run::whole).count();
  }

  long best() {
    return runs.stream().filter(Run::best).count();
  }

  long proven() {
    return runs.stream().filter(run -> run.best() && run.proven()).count();
  }

  /** The middle of the gaps of whole plans; NaN where there is none. */
  double medianGap() {
    return median(runs.stream().filter(Run::whole).map(Run::gap));
  }

  double worstGap() {
    return runs.stream().filter(Run::whole).mapToDouble(Run::gap).max().orElse(Double.NaN);
  }

  double medianSeconds() {
    return median(runs.stream().map(Run::seconds));
  }

  double worstSeconds() {
    return runs.stream().mapToDouble(Run::seconds).max().orElse(Double.NaN);
  }

  private static double median(Stream<Double> values) {
    List<Double> sorted = values.sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
