package org.paceline.jobs;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkContext;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.evaluate.Evaluator;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.job.JobContext;
import org.paceline.model.ModelException;
import org.paceline.model.ModelFile;
import org.paceline.model.Provenance;
import org.paceline.pool.PoolWorker;
import org.paceline.scout.Scout;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A trained model, and the data that it is to look at on all executors. */
final class ModelOnData {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      required = true,
      description = "A model.zip of 'paceline train', or any model saved by DL4J.")
  private Path file;

  @Mixin private DataOptions data;

  @Option(
      names = "--subset",
      paramLabel = "PART",
      defaultValue = "test",
      description = "train or test (default: ${DEFAULT-VALUE}).")
  private Subset subset;

  private ModelFile.Stored model;
  private Examples examples;
  private ImageFeed feed;

  /** What executors do with a source of images. */
  @FunctionalInterface
  interface Look<R> {
    R at(Evaluator evaluator, BlockSource<ExampleBlock> source);
  }

  /**
   * Opens both.
   *
   * @throws ModelException if the model cannot be read, or takes other data
   */
  void open() {
    model = ModelFile.load(file);
    examples = data.open(subset);
    model.provenance().ifPresent(this::check);
    feed = fed();
  }

  private void check(Provenance provenance) {
    if (!provenance.input().equals(examples.shape())) {
      throw new ModelException(
          "%s takes images of %s, the data has %s"
              .formatted(file, provenance.input(), examples.shape()));
    }
    if (provenance.classes().size() != examples.classes().size()) {
      throw new ModelException(
          "%s tells %d classes apart, the data has %d"
              .formatted(file, provenance.classes().size(), examples.classes().size()));
    }
  }

  String dataName() {
    return data.name();
  }

  Examples examples() {
    return examples;
  }

  <R> R look(JobContext context, Look<R> look) {
    SparkContext spark = context.sparkContext().sc();
    String configuration = model.network().configuration();
    BlockSource<ExampleBlock> source = BlockSource.of(spark, examples, feed);
    List<PoolWorker> pool = new Scout(spark, context.members()).unmeasured(source, configuration);
    NetworkState state = NetworkState.of(model.network());
    return look.at(new Evaluator(context.sparkContext(), pool, configuration, state), source);
  }

  /** Fed as the model's provenance says, else with values from 0 to 1. */
  private ImageFeed fed() {
    Standardisation scale =
        model
            .provenance()
            .map(Provenance::standardisation)
            .orElseGet(() -> Standardisation.none(examples.shape().channels()));
    return new ImageFeed(
        examples.shape(),
        examples.classes().size(),
        data.batchSize(),
        scale,
        false,
        Steps.PER_BATCH);
  }
}
