package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paceline.evaluate.Evaluator.Prediction;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a trained model name the class of every image, on all executors. */
@Command(
    name = "paceline predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Lets a trained model name the class of every image: of a folder all that are in it, in folders"
            + " or not; of other data the test part.",
    footer = {
      "",
      "Examples:",
      "  paceline predict --model model.zip --data images:/photos --output predictions",
      "  paceline predict --model model.zip --data images:/photos --top 3",
      "  paceline predict --model model.zip --limit 20"
    })
public final class Predict implements Job {

  @Mixin private ModelOnData model;
  @Mixin private OutputOption output;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "1",
      description = "Name the K most probable classes of each image (default: ${DEFAULT-VALUE}).")
  private int top;

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
    if (top < 1) {
      throw new IllegalArgumentException("--top must be at least 1, not " + top);
    }
    output.check();
    model.openUnsorted();
  }

  @Override
  public void run(JobContext context) {
    List<Prediction> predictions =
        model.look(context, (evaluator, source) -> evaluator.predict(source, top));
    String csv = csv(predictions);
    output
        .folder()
        .ifPresentOrElse(
            folder -> folder.text("predictions.csv", csv), () -> System.out.print(csv));
  }

  private String csv(List<Prediction> predictions) {
    StringBuilder csv = new StringBuilder("path,label,predicted,probability");
    int named = Math.min(top, model.examples().classes().size());
    for (int i = 2; i <= named; i++) {
      csv.append(",predicted").append(i).append(",probability").append(i);
    }
    csv.append('\n');
    predictions.forEach(one -> csv.append(row(one)).append('\n'));
    return csv.toString();
  }

  private String row(Prediction one) {
    List<String> classes = model.examples().classes();
    String path = quoted(model.examples().name(one.example()));
    String label = one.label() < 0 ? "" : quoted(classes.get(one.label()));
    return Stream.concat(
            Stream.of(path, label),
            one.guesses().stream()
                .map(
                    guess ->
                        quoted(classes.get(guess.label()))
                            + String.format(Locale.ROOT, ",%.4f", guess.probability())))
        .collect(Collectors.joining(","));
  }

  /** As RFC 4180 has it. */
  private static String quoted(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
