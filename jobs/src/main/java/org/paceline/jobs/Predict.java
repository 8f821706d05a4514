package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import org.paceline.evaluate.Evaluator;
import org.paceline.evaluate.Evaluator.Prediction;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a trained model name the class of every image, on all executors. */
@Command(
    name = "paceline predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Lets a trained model name the class of every image of the test part, or of the training"
            + " part with --subset train.",
    footer = {
      "",
      "Examples:",
      "  paceline predict --model model.zip --data images:/photos --output predictions",
      "  paceline predict --model model.zip --limit 20"
    })
public final class Predict implements Job {

  private static final String HEADER = "example,label,predicted,probability";

  @Mixin private ModelOnData model;
  @Mixin private OutputOption output;

  /**
   * Runs the job.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    JobMain.run(new Predict(), args);
  }

  @Override
  public void check() {
    output.check();
    model.open();
  }

  @Override
  public void run(JobContext context) {
    List<Prediction> predictions = model.look(context, Evaluator::predict);
    String csv = csv(predictions);
    output
        .folder()
        .ifPresentOrElse(
            folder -> folder.text("predictions.csv", csv), () -> System.out.print(csv));
  }

  private String csv(List<Prediction> predictions) {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    List<String> classes = model.examples().classes();
    for (Prediction one : predictions) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%s,%s,%.4f%n",
              one.example(),
              quoted(classes.get(one.label())),
              quoted(classes.get(one.predicted())),
              one.probability()));
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9 _.-]+") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
