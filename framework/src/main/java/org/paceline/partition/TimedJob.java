package org.paceline.partition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Runs a function over the shares of a round and notes when each result reached the driver. */
public final class TimedJob {

  private TimedJob() {}

  /**
   * What runs on an executor.
   *
   * @param <T> the type of an element of its share
   * @param <R> its result, serializable
   */
  @FunctionalInterface
  public interface Task<T, R> extends Serializable {
    /**
     * Works on a share.
     *
     * @param share the share
     * @return the result
     */
    R run(Share<T> share);
  }

  /**
   * A result and when it came.
   *
   * @param result the result
   * @param seconds seconds from the start of the job to its arrival at the driver
   * @param <R> the type of the result
   */
  public record Arrival<R>(R result, double seconds) {}

  /**
   * Runs a round.
   *
   * @param dealt the shares
   * @param task what is done with each
   * @param <T> the type of an element
   * @param <R> the type of a result
   * @return the results in the order of their arrival; fewer than shares if tasks were misplaced
   */
  public static <T, R> List<Arrival<R>> run(DealtRDD<T> dealt, Task<T, R> task) {
    List<Arrival<R>> arrivals = Collections.synchronizedList(new ArrayList<>());
    long start = System.nanoTime();
    List<Object> partitions =
        IntStream.range(0, dealt.partitions().length).<Object>mapToObj(i -> i).toList();
    RDD<Share<T>> shares = dealt;
    shares
        .context()
        .runJob(
            shares,
            new OnExecutor<>(task),
            Scala.seq(partitions),
            new OnArrival<R>(arrivals, start),
            ClassTag$.MODULE$.<ArrayList<R>>apply(ArrayList.class));
    return List.copyOf(arrivals);
  }

  private static final class OnExecutor<T, R>
      extends AbstractFunction2<TaskContext, Iterator<Share<T>>, ArrayList<R>>
      implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Task<T, R> task;

    OnExecutor(Task<T, R> task) {
      this.task = task;
    }

    @Override
    public ArrayList<R> apply(TaskContext context, Iterator<Share<T>> shares) {
      ArrayList<R> results = new ArrayList<>();
      JavaConverters.asJavaIterator(shares).forEachRemaining(share -> results.add(task.run(share)));
      return results;
    }
  }

  private static final class OnArrival<R>
      extends AbstractFunction2<Object, ArrayList<R>, BoxedUnit> {

    private final List<Arrival<R>> arrivals;
    private final long start;

    OnArrival(List<Arrival<R>> arrivals, long start) {
      this.arrivals = arrivals;
      this.start = start;
    }

    @Override
    public BoxedUnit apply(Object partition, ArrayList<R> results) {
      double seconds = (System.nanoTime() - start) / 1e9;
      results.forEach(result -> arrivals.add(new Arrival<>(result, seconds)));
      return BoxedUnit.UNIT;
    }
  }
}
