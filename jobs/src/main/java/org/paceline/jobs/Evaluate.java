package org.paceline.jobs;

import java.util.Locale;
import java.util.Map;
import org.nd4j.evaluation.classification.Evaluation;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares a trained model with labelled data, on all executors. */
@Command(
    name = "paceline evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares a trained model with labelled data.",
    footer = {
      "",
      "Examples:",
      "  paceline evaluate --model runs/20261121-120000/model.zip",
      "  paceline evaluate --model model.zip --data cifar10:/data/cifar --output evaluation"
    })
public final class Evaluate implements Job {

  @Mixin private ModelOnData model;
  @Mixin private OutputOption output;

  /**
   * Runs the job.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new Evaluate(), args);
  }

  @Override
  public void check() {
    output.check();
    model.openLabelled();
  }

  @Override
  public void run(JobContext context) {
    Evaluation evaluation =
        model.look(
            context, (evaluator, source) -> evaluator.evaluate(source, model.examples().classes()));
    Scores scores = Scores.of(evaluation);
    System.out.println(table(scores));
    output.folder().ifPresent(folder -> folder.json("evaluation.json", document(scores)));
  }

  private String table(Scores scores) {
    Table table = new Table("class", "precision", "recall", "F1");
    for (Scores.OfClass one : scores.classes()) {
      table.row(one.name(), number(one.precision()), number(one.recall()), number(one.f1()));
    }
    table.row("mean", number(scores.precision()), number(scores.recall()), number(scores.f1()));
    return table
        + "accuracy %s on %s examples"
            .formatted(number(scores.accuracy()), model.examples().size());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private Map<String, Object> document(Scores scores) {
    return Map.of(
        "data", model.dataName(),
        "dataHash", model.examples().fingerprint(),
        "examples", model.examples().size(),
        "accuracy", scores.accuracy(),
        "macroPrecision", scores.precision(),
        "macroRecall", scores.recall(),
        "macroF1", scores.f1(),
        "classes", scores.classes(),
        "confusion", scores.confusion());
  }
}
