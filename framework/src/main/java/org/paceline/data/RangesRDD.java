package org.paceline.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.rdd.RDD;
import org.paceline.base.Results;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/**
 * Ranges of a data set in many small partitions, of which slow executors take fewer. Spark's own
 * {@code parallelize} would write them by Kryo, which makes no records, where it is told to.
 */
final class RangesRDD extends RDD<ExampleRange> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RangesRDD.class);
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
   * Works on every range, on all executors. What one of them cannot read the driver tries: data is
   * bad if it cannot be read there either.
   *
   * @param ranges at least one
   * @param work what is done with each
   * @param both makes one result of two, of which the first comes before the second
   * @throws DataException if a range cannot be read
   */
  static <R> R combined(
      SparkContext context,
      List<? extends ExampleRange> ranges,
      Function<ExampleRange, R> work,
      Function2<R, R, R> both) {
    List<Results<Answer<R>>> parts =
        new RangesRDD(context, ranges)
            .toJavaRDD()
            .mapPartitions(part -> List.of(answers(part, work)).iterator())
            .collect();
    List<Answer<R>> answers = parts.stream().flatMap(part -> part.results().stream()).toList();
    tell(answers);
    try {
      R all = answers.get(0).or(ranges.get(0), work);
      for (int i = 1; i < answers.size(); i++) {
        all = both.call(all, answers.get(i).or(ranges.get(i), work));
      }
      return all;
    } catch (DataException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the ranges' results did not become one", e);
    }
  }

  private static void tell(List<? extends Answer<?>> answers) {
    Map<String, String> problems = new TreeMap<>();
    answers.stream()
        .filter(answer -> answer.problem() != null)
        .forEach(answer -> problems.putIfAbsent(answer.executor(), answer.problem()));
    problems.forEach(
        (executor, problem) ->
            LOG.warn("executor {} cannot read data; the driver tries: {}", executor, problem));
  }

  /** What came of one range, or why an executor could not read it. */
  private record Answer<R>(R value, String executor, String problem) implements Serializable {

    R or(ExampleRange range, Function<ExampleRange, R> work) throws Exception {
      return problem == null ? value : work.call(range);
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

  private static <R> Answer<R> answer(ExampleRange range, Function<ExampleRange, R> work)
      throws Exception {
    try {
      return new Answer<>(work.call(range), null, null);
    } catch (DataException | LinkageError e) {
      return new Answer<>(null, SparkEnv.get().executorId(), String.valueOf(e.getMessage()));
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
