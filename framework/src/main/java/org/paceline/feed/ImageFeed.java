package org.paceline.feed;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.data.Augmentation;
import org.paceline.data.ExampleBlock;
import org.paceline.data.ImageShape;
import org.paceline.data.PixelScale;
import org.paceline.data.Standardisation;

/**
 * Feeds images: shuffles the examples of the blocks it is given, standardises and, if asked,
 * augments them.
 *
 * @param shape the images' shape
 * @param classes the number of classes
 * @param batchSize examples in a batch
 * @param standardisation the scale the network expects
 * @param augment whether images are varied
 * @param steps whether a share is one batch or many
 * @param smoothing how much of each label is spread over all classes, at least 0 and less than 1
 *     (Szegedy et al., "Rethinking the Inception Architecture", 2016, section 7)
 */
public record ImageFeed(
    ImageShape shape,
    int classes,
    int batchSize,
    Standardisation standardisation,
    boolean augment,
    Steps steps,
    double smoothing)
    implements Feed<ExampleBlock> {

  /** A worker four times slower than planned still brings back most of what it could train. */
  private static final int CHUNKS_OF_SHARE = 16;

  private static final int MOST_CHUNK = 8;

  /** Checks the range given above. */
  public ImageFeed {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be at least 0 and less than 1, not " + smoothing);
    }
  }

  /**
   * A feed of labels as they are.
   *
   * @param shape the images' shape
   * @param classes the number of classes
   * @param batchSize examples in a batch
   * @param standardisation the scale the network expects
   * @param augment whether images are varied
   * @param steps whether a share is one batch or many
   */
  public ImageFeed(
      ImageShape shape,
      int classes,
      int batchSize,
      Standardisation standardisation,
      boolean augment,
      Steps steps) {
    this(shape, classes, batchSize, standardisation, augment, steps, 0);
  }

  /**
   * The same feed for evaluation: batches of the same size, neither varied nor smoothed.
   *
   * @return a feed that does not augment
   */
  public ImageFeed withoutAugmentation() {
    return new ImageFeed(shape, classes, batchSize, standardisation, false, Steps.PER_BATCH);
  }

  /**
   * The same feed with labels smoothed.
   *
   * @param part how much of each label is spread over all classes
   * @return a copy
   */
  public ImageFeed smoothed(double part) {
    return new ImageFeed(shape, classes, batchSize, standardisation, augment, steps, part);
  }

  /**
   * The same feed with images varied.
   *
   * @return a feed that augments
   */
  public ImageFeed augmented() {
    return new ImageFeed(shape, classes, batchSize, standardisation, true, steps, smoothing);
  }

  @Override
  public Iterator<DataSet> batches(List<ExampleBlock> blocks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] order = shuffled(blocks, random);
    int size = steps == Steps.PER_ROUND ? Math.max(1, order.length) : batchSize;
    BatchArrays arrays = new BatchArrays(shape, classes, Math.min(size, order.length), smoothing);
    PixelScale scale = new PixelScale(standardisation, shape);
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < order.length;
      }

      @Override
      public DataSet next() {
        int from = next;
        next = Math.min(order.length, from + size);
        return batch(blocks, Arrays.copyOfRange(order, from, next), scale, arrays, random);
      }
    };
  }

  @Override
  public int chunkBlocks(int share) {
    return steps == Steps.PER_ROUND
        ? Math.max(1, share)
        : Math.max(1, Math.min(MOST_CHUNK, share / CHUNKS_OF_SHARE));
  }

  @Override
  public String cost() {
    return shape + (augment ? " augmented " : " ") + steps;
  }

  /** Each example as (block, position in it). */
  private static int[][] shuffled(List<ExampleBlock> blocks, SplittableRandom random) {
    int[][] order = new int[blocks.stream().mapToInt(ExampleBlock::size).sum()][];
    int next = 0;
    for (int block = 0; block < blocks.size(); block++) {
      for (int i = 0; i < blocks.get(block).size(); i++) {
        order[next++] = new int[] {block, i};
      }
    }
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int[] kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private DataSet batch(
      List<ExampleBlock> blocks,
      int[][] order,
      PixelScale scale,
      BatchArrays arrays,
      SplittableRandom random) {
    float[] features = arrays.features();
    int length = shape.length();
    for (int i = 0; i < order.length; i++) {
      ExampleBlock block = blocks.get(order[i][0]);
      int at = i * length;
      scale.apply(block.pixels(), order[i][1] * length, features, at);
      if (augment) {
        Augmentation.apply(features, at, shape, random);
      }
      arrays.label(i, block.labels()[order[i][1]]);
    }
    return arrays.batch(order.length);
  }
}
