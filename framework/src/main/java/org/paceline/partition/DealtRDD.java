package org.paceline.partition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.TaskFailureListener;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;

/**
 * The blocks of another RDD, one partition of which is a block, as they were dealt: one partition
 * an executor, holding that executor's share. Nothing is shuffled; a block that is not cached here
 * is read again from storage, or computed by Spark where the blocks have parents.
 *
 * <p>A task asks where it runs and works on the share of <em>that</em> executor, so a task that
 * Spark placed elsewhere still gives each machine what it can do. A second task on the same
 * executor finds the share taken and gets none; what was not worked on is for the driver to deal
 * again. A speculative copy waits until it is stopped.
 */
public final class DealtRDD<T> extends RDD<Share<T>> {

  private static final long serialVersionUID = 1L;
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final RDD<T> blocks;
  private final transient Deal deal;
  private final HashMap<String, List<Integer>> shares;
  private final HashMap<Integer, Partition> parents = new HashMap<>();
  private final String id = UUID.randomUUID().toString();

  /**
   * Deals the blocks.
   *
   * @param blocks one element a partition; usually persisted, so that data stays where it is
   * @param deal who gets which partitions
   */
  public DealtRDD(RDD<T> blocks, Deal deal) {
    super(
        blocks.context(),
        LocalBlocks.serve(blocks) ? Scala.noDependencies() : Scala.seq(List.of(all(blocks))),
        ClassTag$.MODULE$.apply(Share.class));
    this.blocks = blocks;
    this.deal = deal;
    this.shares = new HashMap<>(deal.byExecutor());
    Partition[] partitions = blocks.partitions();
    shares.values().forEach(share -> share.forEach(b -> parents.put(b, partitions[b])));
  }

  private static <T> Dependency<T> all(RDD<T> blocks) {
    int count = blocks.partitions().length;
    List<Object> indices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      indices.add(i);
    }
    return new AllBlocks<>(blocks, indices);
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] partitions = new Partition[deal.members().size()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = new Slot(i, deal.members().get(i).location());
    }
    return partitions;
  }

  @Override
  public Seq<String> getPreferredLocations(Partition split) {
    return Scala.seq(List.of(((Slot) split).location()));
  }

  @Override
  public Iterator<Share<T>> compute(Partition split, TaskContext context) {
    long start = System.nanoTime();
    String executor = SparkEnv.get().executorId();
    List<Integer> mine = shares.get(executor);
    if (mine == null || !Claims.take(id, executor)) {
      standBack(context);
      return JavaConverters.asScalaIterator(Collections.emptyIterator());
    }
    context.addTaskFailureListener(
        (TaskFailureListener) (failed, cause) -> Claims.giveBack(id, executor));
    Share<T> share = new Share<>(executor, mine, block -> elements(block, context), start);
    return JavaConverters.asScalaIterator(List.of(share).iterator());
  }

  /**
   * A copy of a task that runs elsewhere has nothing to do here; but were it to end first, Spark
   * would stop the other, or not look at its result. It ends with the round.
   */
  private static void standBack(TaskContext context) {
    boolean speculation = SparkEnv.get().conf().getBoolean("spark.speculation", false);
    boolean copy = context.stageAttemptNumber() > 0 || (speculation && context.attemptNumber() > 0);
    while (copy && !context.isInterrupted()) {
      try {
        TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private List<T> elements(int block, TaskContext context) {
    Partition partition = parents.get(block);
    Iterator<T> found =
        LocalBlocks.serve(blocks)
            ? LocalBlocks.read(blocks, partition, context)
            : blocks.iterator(partition, context);
    List<T> elements = new ArrayList<>();
    JavaConverters.asJavaIterator(found).forEachRemaining(elements::add);
    return elements;
  }

  /** Which blocks a task reads is known only where it runs, so it may need any. */
  private static final class AllBlocks<T> extends NarrowDependency<T> {

    private static final long serialVersionUID = 1L;

    private final transient List<Object> indices;

    AllBlocks(RDD<T> blocks, List<Object> indices) {
      super(blocks);
      this.indices = indices;
    }

    @Override
    public Seq<Object> getParents(int partition) {
      return Scala.seq(indices);
    }
  }

  /** Shares that tasks of this process have taken. */
  private static final class Claims {

    private static final int REMEMBERED = 64;

    private static final Map<String, Boolean> TAKEN =
        new java.util.LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
          }
        };

    static synchronized boolean take(String round, String executor) {
      return TAKEN.put(round + "/" + executor, true) == null;
    }

    /** A task that failed is run again, perhaps here: its share is free for that. */
    static synchronized void giveBack(String round, String executor) {
      TAKEN.remove(round + "/" + executor);
    }
  }
}
