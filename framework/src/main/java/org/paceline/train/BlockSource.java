package org.paceline.train;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.paceline.data.ExampleBlock;
import org.paceline.data.ExampleRDD;
import org.paceline.data.Examples;

/**
 * The training data as blocks that can be dealt.
 *
 * @param blocks one block a partition, persisted on the executors
 * @param count the number of blocks
 * @param examples the number of examples in all blocks
 * @param blockSize examples in a full block
 * @param sample a few blocks for the trials
 * @param feed how blocks become batches
 * @param <T> the type of a block
 */
public record BlockSource<T>(
    RDD<T> blocks, int count, long examples, int blockSize, List<T> sample, Feed<T> feed) {

  private static final int SAMPLE_BLOCKS = 4;

  /**
   * Cuts images into blocks of one batch each.
   *
   * @param context the application's context
   * @param examples the images
   * @param feed how they are fed
   * @return the blocks, cached where they are first trained
   */
  public static BlockSource<ExampleBlock> of(
      SparkContext context, Examples examples, ImageFeed feed) {
    int size = feed.batchSize();
    RDD<ExampleBlock> blocks =
        new ExampleRDD(context, examples, size).persist(StorageLevel.MEMORY_AND_DISK());
    int count = blocks.partitions().length;
    List<ExampleBlock> sample =
        java.util.stream.IntStream.range(0, Math.min(SAMPLE_BLOCKS, count))
            .mapToObj(i -> examples.read(i * size, Math.min(size, examples.size() - i * size)))
            .toList();
    return new BlockSource<>(blocks, count, examples.size(), size, sample, feed);
  }
}
