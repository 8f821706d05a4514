package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.evaluation.classification.Evaluation;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import org.paceline.model.ModelFile;
import org.paceline.train.BlockSource;
import org.paceline.train.Evaluator;
import org.paceline.train.NetworkState;
import org.paceline.train.PoolWorker;
import org.paceline.train.Scout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    JobMain.run(new Evaluate(), args);
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
    Evaluation evaluation =
        new Evaluator(spark, pool, configuration, NetworkState.of(model.network()))
            .evaluate(source, examples.classes());
    System.out.println(table(evaluation));
    output
        .folder()
        .ifPresent(folder -> folder.json("evaluation.json", document(Scores.of(evaluation))));
  }

  private String table(Evaluation evaluation) {
    Table table = new Table("class", "precision", "recall", "F1");
    for (int i = 0; i < examples.classes().size(); i++) {
      table.row(
          examples.classes().get(i),
          number(evaluation.precision(i)),
          number(evaluation.recall(i)),
          number(evaluation.f1(i)));
    }
    Scores scores = Scores.of(evaluation);
    table.row("mean", number(scores.precision()), number(scores.recall()), number(scores.f1()));
    return table
        + "accuracy %s on %d examples".formatted(number(evaluation.accuracy()), examples.size());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private Map<String, Object> document(Scores scores) {
    return Map.of(
        "data", data.name(),
        "dataHash", examples.fingerprint(),
        "examples", examples.size(),
        "accuracy", scores.accuracy(),
        "macroPrecision", scores.precision(),
        "macroRecall", scores.recall(),
        "macroF1", scores.f1());
  }
}
