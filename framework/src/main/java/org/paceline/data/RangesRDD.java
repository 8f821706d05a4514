package org.paceline.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.rdd.RDD;
import org.paceline.base.Results;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/**
 * Ranges of a data set in many small partitions, of which slow executors take fewer. Spark's own
 * {@code parallelize} would write them by Kryo, which makes no records, where it is told to.
 */
final class RangesRDD extends RDD<ExampleRange> {

  private static final long serialVersionUID = 1L;
  private static final int TASKS_A_SLOT = 8;

  private final transient List<? extends ExampleRange> ranges;

  private RangesRDD(SparkContext context, List<? extends ExampleRange> ranges) {
    super(
        context,
        JavaConverters.asScalaBuffer(new ArrayList<Dependency<?>>()).toSeq(),
        ClassTag$.MODULE$.apply(ExampleRange.class));
    this.ranges = ranges;
  }

  /**
   * Works on every range, on all executors.
   *
   * @param ranges at least one
   * @param work what is done with each
   * @param both makes one result of two, of which the first comes before the second
   */
  static <R> R combined(
      SparkContext context,
      List<? extends ExampleRange> ranges,
      Function<ExampleRange, R> work,
      Function2<R, R, R> both) {
    List<Results<Answer<R>>> answers =
        new RangesRDD(context, ranges)
            .toJavaRDD()
            .mapPartitions(part -> List.of(answers(part, work)).iterator())
            .collect();
    List<R> results =
        answers.stream().flatMap(some -> some.results().stream()).map(Answer::result).toList();
    return reduced(results, both);
  }

  /** What came of one range; Spark would keep only the text of a failure, in a trace of its own. */
  private record Answer<R>(R value, DataException failure) implements Serializable {

    R result() {
      if (failure != null) {
        throw failure;
      }
      return value;
    }
  }

  private static <R> Results<Answer<R>> answers(
      java.util.Iterator<ExampleRange> part, Function<ExampleRange, R> work) throws Exception {
    ArrayList<Answer<R>> answers = new ArrayList<>();
    while (part.hasNext()) {
      answers.add(answer(part.next(), work));
    }
    return new Results<>(answers);
  }

  /** Data is bad when it was looked at twice, perhaps by two executors. */
  private static <R> Answer<R> answer(ExampleRange range, Function<ExampleRange, R> work)
      throws Exception {
    try {
      return new Answer<>(work.call(range), null);
    } catch (DataException e) {
      if (TaskContext.get().attemptNumber() == 0) {
        throw e;
      }
      return new Answer<>(null, e);
    }
  }

  private static <R> R reduced(List<R> results, Function2<R, R, R> both) {
    R all = results.get(0);
    try {
      for (R next : results.subList(1, results.size())) {
        all = both.call(all, next);
      }
      return all;
    } catch (Exception e) {
      throw new IllegalStateException("two results did not become one", e);
    }
  }

  @Override
  public Partition[] getPartitions() {
    int count = Math.min(ranges.size(), TASKS_A_SLOT * context().defaultParallelism());
    Partition[] partitions = new Partition[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * ranges.size() / count);
      int end = (int) ((i + 1L) * ranges.size() / count);
      partitions[i] = new Part(i, new ArrayList<>(ranges.subList(from, end)));
    }
    return partitions;
  }

  @Override
  public Iterator<ExampleRange> compute(Partition split, TaskContext context) {
    return JavaConverters.asScalaIterator(((Part) split).ranges().iterator());
  }

  private record Part(int index, ArrayList<ExampleRange> ranges) implements Partition {}
}
