package org.paceline.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.nd4j.linalg.dataset.DataSet;
import org.paceline.data.ExampleBlock;
import org.paceline.data.ExampleRDD;
import org.paceline.data.Examples;
import org.paceline.partition.QuotaPartitioner;
import scala.Tuple2;

/**
 * The training data as blocks that can be dealt.
 *
 * @param blocks one block a partition, persisted on the executors
 * @param count the number of blocks
 * @param examples the number of examples in all blocks
 * @param blockSize examples in a full block
 * @param blockBytes about how large a full block is
 * @param sample a few blocks for the trials
 * @param feed how blocks become batches
 * @param <T> the type of a block
 */
public record BlockSource<T>(
    RDD<T> blocks,
    int count,
    long examples,
    int blockSize,
    long blockBytes,
    List<T> sample,
    Feed<T> feed) {

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
    long bytes = (long) size * (examples.shape().length() + Integer.BYTES);
    return new BlockSource<>(blocks, count, examples.size(), size, bytes, sample, feed);
  }

  /**
   * Cuts any data sets into blocks of one batch each.
   *
   * <p>It shuffles the data once: batches are numbered, and each becomes a partition.
   *
   * @param data data sets of one or more examples
   * @param batchSize examples of a batch
   * @param steps whether a share is one batch or many
   * @return the blocks, cached on the executors
   */
  public static BlockSource<DataSet> of(JavaRDD<DataSet> data, int batchSize, Steps steps) {
    JavaRDD<DataSet> batches = data.mapPartitions(part -> rebatched(part, batchSize));
    batches.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Integer> sizes = batches.map(DataSet::numExamples).collect();
      List<Integer> ones = Collections.nCopies(sizes.size(), 1);
      JavaRDD<DataSet> blocks =
          batches
              .zipWithIndex()
              .mapToPair(Tuple2::swap)
              .partitionBy(QuotaPartitioner.byIndex(ones))
              .values()
              .persist(StorageLevel.MEMORY_AND_DISK());
      blocks.count();
      List<DataSet> sample = blocks.take(Math.min(SAMPLE_BLOCKS, sizes.size()));
      long examples = sizes.stream().mapToLong(Integer::longValue).sum();
      return new BlockSource<>(
          blocks.rdd(),
          sizes.size(),
          examples,
          batchSize,
          bytes(sample.get(0)),
          sample,
          new DataSetFeed(steps));
    } finally {
      batches.unpersist(false);
    }
  }

  private static long bytes(DataSet block) {
    return Float.BYTES * (block.getFeatures().length() + block.getLabels().length());
  }

  private static Iterator<DataSet> rebatched(Iterator<DataSet> part, int batchSize) {
    List<DataSet> all = new ArrayList<>();
    part.forEachRemaining(all::add);
    return all.isEmpty() ? all.iterator() : DataSet.merge(all).batchBy(batchSize).iterator();
  }
}
