package org.paceline.jobs;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * The figures of an evaluation: accuracy, and the means over all classes of precision, recall and
 * F1, where a class that was never predicted or never occurs counts as 0.
 *
 * @param classes each class for itself
 * @param confusion a row for each class, with how many of its examples were taken for each class
 */
// DL4J's own averages leave such classes out, and with two classes give those of the second alone.
record Scores(
    double accuracy,
    double precision,
    double recall,
    double f1,
    List<OfClass> classes,
    List<List<Integer>> confusion) {

  /** A class by its name, with the number of its examples. */
  record OfClass(String name, int examples, double precision, double recall, double f1) {}

  static Scores of(Evaluation evaluation) {
    int count = evaluation.getConfusionMatrix().getClasses().size();
    List<List<Integer>> confusion =
        IntStream.range(0, count).mapToObj(actual -> row(evaluation, actual, count)).toList();
    List<OfClass> classes =
        IntStream.range(0, count).mapToObj(i -> of(evaluation, i, confusion.get(i))).toList();
    return new Scores(
        evaluation.accuracy(),
        mean(classes, OfClass::precision),
        mean(classes, OfClass::recall),
        mean(classes, OfClass::f1),
        classes,
        confusion);
  }

  private static List<Integer> row(Evaluation evaluation, int actual, int count) {
    return IntStream.range(0, count)
        .mapToObj(taken -> evaluation.getConfusionMatrix().getCount(actual, taken))
        .toList();
  }

  private static OfClass of(Evaluation evaluation, int index, List<Integer> row) {
    return new OfClass(
        evaluation.getClassLabel(index),
        row.stream().mapToInt(count -> count).sum(),
        number(evaluation.precision(index)),
        number(evaluation.recall(index)),
        number(evaluation.f1(index)));
  }

  private static double number(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static double mean(List<OfClass> classes, ToDoubleFunction<OfClass> score) {
    return classes.stream().mapToDouble(score).average().orElse(0);
  }
}
