package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.ModelFile;
import org.paceline.train.BlockSource;
import org.paceline.train.Evaluator;
import org.paceline.train.Evaluator.Prediction;
import org.paceline.train.NetworkState;
import org.paceline.train.PoolWorker;
import org.paceline.train.Scout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private ModelArgument argument;
  @Mixin private DataOptions data;
  @Mixin private OutputOption output;

  @Option(
      names = "--subset",
      paramLabel = "PART",
      defaultValue = "test",
      description = "train or test (default: ${DEFAULT-VALUE}).")
  private Subset subset;

  private ModelFile.Stored model;
  private Examples examples;

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
    model = argument.load();
    examples = data.open(subset);
    argument.feed(model, examples, data.batchSize());
  }

  @Override
  public void run(JobContext context) {
    JavaSparkContext spark = context.sparkContext();
    String configuration = model.network().configuration();
    BlockSource<ExampleBlock> source =
        BlockSource.of(spark.sc(), examples, argument.feed(model, examples, data.batchSize()));
    List<PoolWorker> pool =
        new Scout(spark.sc(), context.members()).unmeasured(source, configuration);
    List<Prediction> predictions =
        new Evaluator(spark, pool, configuration, NetworkState.of(model.network())).predict(source);
    String csv = csv(predictions);
    output
        .folder()
        .ifPresentOrElse(
            folder -> folder.text("predictions.csv", csv), () -> System.out.print(csv));
  }

  private String csv(List<Prediction> predictions) {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    List<String> classes = examples.classes();
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
