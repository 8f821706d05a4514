package org.paceline.jobs;

import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.data.DataException;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.feed.BlockSource;
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

  private Examples training;
  private Examples test;
  private ImageFeed feed;

  /**
   * Opens both parts.
   *
   * @throws DataException if they cannot be read, or do not fit together
   * @throws IllegalArgumentException if a batch is larger than the data
   */
  void open() {
    training = data.open(Subset.TRAIN);
    test = data.open(Subset.TEST);
    if (data.batchSize() > training.size()) {
      throw new IllegalArgumentException(
          "--batch-size %d is larger than the data of %d examples"
              .formatted(data.batchSize(), training.size()));
    }
    if (!test.shape().equals(training.shape())) {
      throw new DataException(
          "%s: test images are %s, training images %s"
              .formatted(data.name(), test.shape(), training.shape()));
    }
  }

  /** Reads what standardisation needs; what is trained on comes in such steps. */
  void prepare(Steps steps) {
    Standardisation standardisation =
        raw ? Standardisation.none(training.shape().channels()) : Standardisation.of(training);
    feed =
        new ImageFeed(
            training.shape(),
            training.classes().size(),
            data.batchSize(),
            standardisation,
            augment,
            steps);
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

  Standardisation standardisation() {
    return feed.standardisation();
  }

  BlockSource<ExampleBlock> trainingSource(JavaSparkContext spark) {
    return BlockSource.of(spark.sc(), training, feed);
  }

  /** As they are, however those of the training are varied. */
  BlockSource<ExampleBlock> testSource(JavaSparkContext spark) {
    return BlockSource.of(spark.sc(), test, feed.withoutAugmentation());
  }
}
