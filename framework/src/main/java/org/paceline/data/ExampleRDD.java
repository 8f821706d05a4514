package org.paceline.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/** A data set as an RDD of which each partition is one block of examples. */
public final class ExampleRDD extends RDD<ExampleBlock> {

  private static final long serialVersionUID = 1L;

  // Only a partition's own range travels: the names of a million files would be in every task.
  private final transient Examples examples;
  private final int blockSize;

  /**
   * Cuts a data set into blocks.
   *
   * @param context the application's context
   * @param examples the data set
   * @param blockSize examples in a block, at least 1; the last block may have fewer
   */
  public ExampleRDD(SparkContext context, Examples examples, int blockSize) {
    super(
        context,
        JavaConverters.asScalaBuffer(new ArrayList<Dependency<?>>()).toSeq(),
        ClassTag$.MODULE$.apply(ExampleBlock.class));
    if (blockSize < 1) {
      throw new IllegalArgumentException("a block has at least 1 example, not " + blockSize);
    }
    this.examples = examples;
    this.blockSize = blockSize;
  }

  /**
   * Lets executors read the first blocks.
   *
   * @param context the application's context
   * @param examples the data set
   * @param blockSize examples in a block
   * @param blocks how many blocks at the most
   * @return the blocks, in order
   */
  public static List<ExampleBlock> first(
      SparkContext context, Examples examples, int blockSize, int blocks) {
    List<ExampleRange> ranges = new ArrayList<>();
    for (int from = 0; from < examples.size() && ranges.size() < blocks; from += blockSize) {
      ranges.add(examples.range(from, Math.min(blockSize, examples.size() - from)));
    }
    return RangesRDD.combined(context, ranges, range -> List.of(range.read()), ExampleRDD::joined);
  }

  private static List<ExampleBlock> joined(List<ExampleBlock> first, List<ExampleBlock> second) {
    List<ExampleBlock> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] partitions = new Partition[(examples.size() + blockSize - 1) / blockSize];
    for (int i = 0; i < partitions.length; i++) {
      int from = i * blockSize;
      int count = Math.min(blockSize, examples.size() - from);
      partitions[i] = new Block(i, examples.range(from, count));
    }
    return partitions;
  }

  @Override
  public Iterator<ExampleBlock> compute(Partition split, TaskContext context) {
    ExampleBlock block = ((Block) split).range().read();
    return JavaConverters.asScalaIterator(List.of(block).iterator());
  }

  private record Block(int index, ExampleRange range) implements Partition {}
}
