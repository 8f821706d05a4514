package org.paceline.jobs;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.data.DataException;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.HeldOut;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageData;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The images that a network is trained on and judged by, and what is done to them before. */
final class TrainingImages {

  @Mixin private DataOptions data;

  @Option(names = "--augment", description = "Vary images: pad-4 random crop and mirror.")
  private boolean augment;

  @Option(
      names = "--no-standardise",
      description = "Do not bring channels to mean 0 and deviation 1.")
  private boolean raw;

  @Option(
      names = "--label-smoothing",
      paramLabel = "PART",
      defaultValue = "0",
      description =
          "Spread so much of each label evenly over all classes while training (default:"
              + " ${DEFAULT-VALUE}).")
  private double smoothing;

  private Examples training;
  private Optional<Examples> validation = Optional.empty();
  private Examples test;
  private ImageFeed feed;

  /**
   * Opens both parts, and holds some of the training part out.
   *
   * @param heldOut how much of it, if any
   * @throws DataException if they cannot be read, or do not fit together
   * @throws IllegalArgumentException if a batch is larger than the data
   */
  void open(Optional<Double> heldOut) {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "--label-smoothing must be at least 0 and less than 1, not " + smoothing);
    }
    DataOptions.Opened opened = data.open();
    training = opened.part(Subset.TRAIN);
    test = opened.part(Subset.TEST);
    heldOut.ifPresent(this::holdOut);
    if (data.batchSize() > training.size()) {
      throw new IllegalArgumentException(
          "--batch-size %s is larger than the data of %s examples"
              .formatted(data.batchSize(), training.size()));
    }
    if (!test.shape().equals(training.shape())) {
      throw new DataException(
          "%s: test images are %s, training images %s"
              .formatted(data.name(), test.shape(), training.shape()));
    }
  }

  private void holdOut(double part) {
    HeldOut parts = HeldOut.of(training, part);
    training = parts.training();
    validation = Optional.of(parts.validation());
  }

  /**
   * Lets executors look at all images, and measure what standardisation needs.
   *
   * @param steps in which the images will be trained on
   */
  void prepare(JavaSparkContext spark, Steps steps) {
    training.check(spark.sc());
    test.check(spark.sc());
    Standardisation standardisation =
        raw
            ? Standardisation.none(training.shape().channels())
            : Standardisation.of(spark.sc(), training);
    feed =
        new ImageFeed(
            training.shape(),
            training.classes().size(),
            data.batchSize(),
            standardisation,
            augment,
            steps,
            smoothing);
  }

  String name() {
    return data.name();
  }

  int batchSize() {
    return data.batchSize();
  }

  Examples training() {
    return training;
  }

  Examples test() {
    return test;
  }

  /** What is learned from, once it was prepared. */
  ImageData data() {
    return new ImageData(data.name(), training, feed, data.size());
  }

  /** What it is validated on, if anything is held out: on the same scale, and never varied. */
  Optional<ImageData> validationData() {
    return validation.map(
        held -> new ImageData(data.name(), held, feed.withoutAugmentation(), data.size()));
  }

  /** What the network is judged by: as it is, however the images of the training are varied. */
  BlockSource<ExampleBlock> testSource(JavaSparkContext spark) {
    return data().likewise(spark.sc(), test);
  }
}
