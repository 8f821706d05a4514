package org.paceline.partition;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;

/**
 * Reads blocks from this executor's own cache, else from storage, never from another executor.
 *
 * <p>Spark's {@code RDD.iterator} would fetch a block from whoever has it cached: an executor that
 * hangs then holds up the others for the whole network timeout, and what was fetched is not cached.
 */
final class LocalBlocks {

  private LocalBlocks() {}

  /** An RDD without parents is computed from storage alone, wherever it runs. */
  static boolean serve(RDD<?> blocks) {
    return blocks.dependencies().isEmpty();
  }

  static <T> Iterator<T> read(RDD<T> blocks, Partition partition, TaskContext context) {
    StorageLevel level = blocks.getStorageLevel();
    if (!level.isValid()) {
      return blocks.compute(partition, context);
    }
    BlockManager cache = SparkEnv.get().blockManager();
    BlockId id = new RDDBlockId(blocks.id(), partition.index());
    Option<BlockResult> cached = cache.getLocalValues(id);
    if (cached.isDefined()) {
      @SuppressWarnings("unchecked") // blocks of this id are only put below
      Iterator<T> found = (Iterator<T>) (Iterator<?>) cached.get().data();
      return found;
    }
    List<T> read = new ArrayList<>();
    JavaConverters.asJavaIterator(blocks.compute(partition, context)).forEachRemaining(read::add);
    ClassTag<T> tag = blocks.elementClassTag();
    cache.putIterator(id, JavaConverters.asScalaIterator(read.iterator()), level, false, tag);
    return JavaConverters.asScalaIterator(read.iterator());
  }
}
