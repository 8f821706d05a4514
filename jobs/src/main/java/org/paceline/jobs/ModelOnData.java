package org.paceline.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.evaluate.Evaluator;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.image.ImageSize;
import org.paceline.job.JobContext;
import org.paceline.model.ModelException;
import org.paceline.model.ModelFile;
import org.paceline.model.ModelSource;
import org.paceline.model.Provenance;
import org.paceline.model.StoredNormalizer;
import org.paceline.pool.PoolWorker;
import org.paceline.scout.Scout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A trained model, and the data that it is to look at on all executors. */
final class ModelOnData {

  private static final Logger LOG = LoggerFactory.getLogger(ModelOnData.class);

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
      description =
          "train or test (default: test; to predict, all images of images:DIR, or else test).")
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
   * Opens both, to compare the model with labels: it must know all classes of the data.
   *
   * @throws ModelException if the model cannot be read, or takes other data
   */
  void openLabelled() {
    model = ModelFile.load(file);
    Examples labelled = opened().part(subset == null ? Subset.TEST : subset);
    examples = labelledByModel(labelled);
    fit();
  }

  /**
   * Opens both, to let the model name classes: labels of classes that it does not know are left
   * out.
   *
   * @throws ModelException if the model cannot be read, or takes other images
   */
  void openUnsorted() {
    model = ModelFile.load(file);
    DataOptions.Opened opened = opened();
    Optional<List<String>> known = known();
    Examples found =
        subset == null ? opened.unsorted(known.orElse(List.of())) : opened.part(subset);
    examples = found.labelledBy(known.orElseGet(() -> numbers(found)));
    fit();
  }

  /** Images are brought to the size that those of the training were brought to. */
  private DataOptions.Opened opened() {
    Optional<ImageSize> trained = trainedSize();
    Optional<ImageSize> given = data.size();
    if (given.isPresent() && trained.isPresent() && !given.equals(trained)) {
      LOG.warn(
          "{} was trained on images brought to {}, not to {}", file, trained.get(), given.get());
    }
    return data.open(given.or(() -> trained.filter(size -> data.ofFolder())));
  }

  private Optional<ImageSize> trainedSize() {
    return model.provenance().flatMap(Provenance::size);
  }

  private Optional<List<String>> known() {
    return model.provenance().map(Provenance::classes);
  }

  /** Stand for classes of which the model does not tell the names. */
  private List<String> numbers(Examples found) {
    int classes = ModelSource.outputs(file, model.network(), found.shape());
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  private Examples labelledByModel(Examples labelled) {
    Optional<List<String>> known = known();
    if (known.isEmpty()) {
      LOG.warn(
          "{} does not tell its classes: its outputs are taken for {}", file, labelled.classes());
      return labelled;
    }
    List<String> unknown =
        labelled.classes().stream().filter(name -> !known.get().contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new ModelException(
          "%s knows the classes %s, but not %s of the data, which has %s"
              .formatted(file, known.get(), String.join(", ", unknown), labelled.classes()));
    }
    return labelled.labelledBy(known.get());
  }

  private void fit() {
    model.provenance().ifPresent(this::check);
    ModelSource.checkTakes(file, model.network(), examples.shape(), examples.classes().size());
    feed = fed();
  }

  private void check(Provenance provenance) {
    ImageShape taken = provenance.input();
    if (!taken.equals(examples.shape())) {
      throw new ModelException(
          "%s takes images of %s, the data has %s%s"
              .formatted(file, taken, examples.shape(), remedy(taken)));
    }
  }

  private String remedy(ImageShape taken) {
    if (trainedSize().isPresent()) {
      return "; without --image-size they are brought to " + trainedSize().get();
    }
    return data.ofFolder() && taken.height() == taken.width()
        ? "; --image-size " + taken.height() + " brings them to it"
        : "";
  }

  String dataName() {
    return data.name();
  }

  Examples examples() {
    return examples;
  }

  <R> R look(JobContext context, Look<R> look) {
    SparkContext spark = context.sparkContext().sc();
    examples.check(spark);
    String configuration = model.network().configuration();
    BlockSource<ExampleBlock> source = BlockSource.readOnce(spark, examples, feed);
    List<PoolWorker> pool = new Scout(spark, context.members()).unmeasured(source, configuration);
    NetworkState state = NetworkState.of(model.network());
    return look.at(new Evaluator(context.sparkContext(), pool, configuration, state), source);
  }

  /** Fed as the model's provenance or normaliser says, else with values from 0 to 1. */
  private ImageFeed fed() {
    if (model.provenance().isPresent() && model.normalizer().isPresent()) {
      LOG.warn("{}: its normaliser is not applied, as the model tells its scale itself", file);
    }
    Standardisation scale =
        model
            .provenance()
            .map(Provenance::standardisation)
            .or(() -> model.normalizer().map(this::scale))
            .orElseGet(() -> Standardisation.none(examples.shape().channels()));
    return new ImageFeed(
        examples.shape(),
        examples.classes().size(),
        data.batchSize(),
        scale,
        false,
        Steps.PER_BATCH);
  }

  private Standardisation scale(StoredNormalizer normalizer) {
    LOG.info("{}: its normaliser ({}) is applied", file, normalizer.kind());
    return normalizer.standardisation(examples.shape());
  }
}
