package org.paceline.feed;

import java.util.Optional;
import org.apache.spark.SparkContext;
import org.paceline.data.DataOrigin;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.image.ImageSize;

/**
 * Images to learn from. Immutable.
 *
 * @param name as the user named them
 * @param examples the images
 * @param feed how they become batches
 * @param size what they were brought to, if they were
 */
public record ImageData(String name, Examples examples, ImageFeed feed, Optional<ImageSize> size)
    implements TrainingData<ExampleBlock> {

  /**
   * The training part of a data set. Executors look at all of it, and measure its channels, so that
   * each has mean 0 and deviation 1.
   *
   * @param context the application's context
   * @param data the set as {@link DataSpec#parse} takes it
   * @param batchSize examples in a batch, at least 1
   * @return the images, not varied
   * @throws IllegalArgumentException if there is no such kind of data
   * @throws org.paceline.data.DataException if the data cannot be used
   */
  public static ImageData of(SparkContext context, String data, int batchSize) {
    Examples examples = DataSpec.parse(data).open(Subset.TRAIN);
    examples.check(context);
    Standardisation scale = Standardisation.of(context, examples);
    int classes = examples.classes().size();
    ImageFeed feed =
        new ImageFeed(examples.shape(), classes, batchSize, scale, false, Steps.PER_BATCH);
    return new ImageData(data, examples, feed, Optional.empty());
  }

  /**
   * The same images, varied each time they are trained: shifted by up to 4 pixels, and mirrored.
   *
   * @return a copy
   */
  public ImageData augmented() {
    return new ImageData(name, examples, feed.augmented(), size);
  }

  @Override
  public BlockSource<ExampleBlock> blocks(SparkContext context) {
    return BlockSource.of(context, examples, feed);
  }

  /**
   * Other images for the network that these train: on the same scale, and never varied.
   *
   * @param context the application's context
   * @param others the images
   * @return blocks that nobody keeps
   */
  public BlockSource<ExampleBlock> likewise(SparkContext context, Examples others) {
    return BlockSource.readOnce(context, others, feed.withoutAugmentation());
  }

  @Override
  public Optional<DataOrigin> origin() {
    return Optional.of(
        new DataOrigin(
            name,
            examples.fingerprint(),
            examples.shape(),
            size,
            examples.classes(),
            feed.standardisation()));
  }
}
