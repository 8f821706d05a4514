package org.paceline.jobs;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * The figures of an evaluation: accuracy, and the means over all classes of precision, recall and
 * F1, where a class that was never predicted or never occurs counts as 0.
 */
// DL4J's own averages leave such classes out, and with two classes give those of the second alone.
record Scores(double accuracy, double precision, double recall, double f1) {

  static Scores of(Evaluation evaluation) {
    int classes = evaluation.getConfusionMatrix().getClasses().size();
    return new Scores(
        evaluation.accuracy(),
        mean(classes, evaluation::precision),
        mean(classes, evaluation::recall),
        mean(classes, evaluation::f1));
  }

  private static double mean(int classes, IntToDoubleFunction score) {
    return IntStream.range(0, classes)
        .mapToDouble(score)
        .map(value -> Double.isNaN(value) ? 0 : value)
        .average()
        .orElse(0);
  }
}
