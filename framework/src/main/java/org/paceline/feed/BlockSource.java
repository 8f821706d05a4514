package org.paceline.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

  /** As bytes they are decoded to, and four times as much as numbers. */
  private static final long MOST_OF_BLOCK = 256L << 20;

  /** All of CIFAR-10 is 146 MiB. */
  private static final long MOST_IN_MEMORY = 256L << 20;

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
    return of(context, examples, feed, kept(examples));
  }

  /**
   * Cuts images that are looked at once into blocks of one batch each.
   *
   * @param context the application's context
   * @param examples the images
   * @param feed how they are fed
   * @return the blocks, which nobody keeps
   */
  public static BlockSource<ExampleBlock> readOnce(
      SparkContext context, Examples examples, ImageFeed feed) {
    return of(context, examples, feed, StorageLevel.NONE());
  }

  private static BlockSource<ExampleBlock> of(
      SparkContext context, Examples examples, ImageFeed feed, StorageLevel level) {
    int size = feed.batchSize();
    checkBlock(examples, size);
    RDD<ExampleBlock> blocks = new ExampleRDD(context, examples, size);
    if (level.isValid()) {
      blocks.persist(level);
    }
    int count = blocks.partitions().length;
    List<ExampleBlock> sample = ExampleRDD.first(context, examples, size, SAMPLE_BLOCKS);
    long bytes = (long) size * (examples.shape().length() + Integer.BYTES);
    return new BlockSource<>(blocks, count, examples.size(), size, bytes, sample, feed);
  }

  private static void checkBlock(Examples examples, int size) {
    long values = (long) size * examples.shape().length();
    if (values > MOST_OF_BLOCK) {
      throw new IllegalArgumentException(
          "a batch of %s images of %s has %s values, it may have %s at most"
              .formatted(size, examples.shape(), values, MOST_OF_BLOCK));
    }
  }

  /**
   * Large sets are kept on the executors' disks, so that their heaps need not grow with the data.
   */
  private static StorageLevel kept(Examples examples) {
    long bytes = (long) examples.size() * examples.shape().length();
    return bytes <= MOST_IN_MEMORY ? StorageLevel.MEMORY_AND_DISK() : StorageLevel.DISK_ONLY();
  }

  /**
   * Whether all blocks are to be read before training, and then stay in memory. Of a large set a
   * block is read when it is first trained.
   *
   * @return false for large sets of images
   */
  public boolean inMemory() {
    return blocks.getStorageLevel().useMemory();
  }

  /**
   * Cuts any data sets into blocks of one batch each, of which only the last may be smaller.
   *
   * <p>It shuffles the data once: each block becomes a partition.
   *
   * @param data data sets of one or more examples
   * @param batchSize examples of a batch
   * @param steps whether a share is one batch or many
   * @return the blocks, cached on the executors
   */
  public static BlockSource<DataSet> of(JavaRDD<DataSet> data, int batchSize, Steps steps) {
    JavaRDD<DataSet> whole = data.mapPartitions(BlockSource::merged);
    whole.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Tuple2<Integer, Integer>> sizes =
          whole.mapPartitionsWithIndex(BlockSource::size, false).collect();
      Cuts cuts = Cuts.of(sizes, data.getNumPartitions(), batchSize);
      List<Integer> ones = Collections.nCopies(cuts.blocks(), 1);
      JavaRDD<DataSet> blocks =
          whole
              .mapPartitionsWithIndex(cuts::cut, false)
              .mapToPair(piece -> piece)
              .groupByKey(QuotaPartitioner.byIndex(ones))
              .values()
              .map(BlockSource::joined)
              .persist(StorageLevel.MEMORY_AND_DISK());
      blocks.count();
      List<DataSet> sample = blocks.take(Math.min(SAMPLE_BLOCKS, cuts.blocks()));
      return new BlockSource<>(
          blocks.rdd(),
          cuts.blocks(),
          cuts.examples(),
          batchSize,
          bytes(sample.get(0)),
          sample,
          new DataSetFeed(steps));
    } finally {
      whole.unpersist(false);
    }
  }

  private static Iterator<DataSet> merged(Iterator<DataSet> part) {
    List<DataSet> all = new ArrayList<>();
    part.forEachRemaining(all::add);
    return all.isEmpty() ? all.iterator() : List.of(DataSet.merge(all)).iterator();
  }

  private static Iterator<Tuple2<Integer, Integer>> size(int part, Iterator<DataSet> merged) {
    return merged.hasNext()
        ? List.of(new Tuple2<>(part, merged.next().numExamples())).iterator()
        : Collections.emptyIterator();
  }

  /** The pieces of a block in the order of the data. */
  private static DataSet joined(Iterable<Cuts.Piece> pieces) {
    List<Cuts.Piece> sorted = new ArrayList<>();
    pieces.forEach(sorted::add);
    sorted.sort(Comparator.comparingLong(Cuts.Piece::from));
    return sorted.size() == 1
        ? sorted.get(0).examples()
        : DataSet.merge(sorted.stream().map(Cuts.Piece::examples).toList());
  }

  private static long bytes(DataSet block) {
    return Float.BYTES * (block.getFeatures().length() + block.getLabels().length());
  }
}
