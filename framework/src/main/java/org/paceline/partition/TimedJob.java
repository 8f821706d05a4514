package org.paceline.partition;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.rdd.RDD;
import org.paceline.base.Results;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Failure;

/**
 * A function that runs over the shares of a round, on all executors at once, while the driver takes
 * each result as it arrives.
 *
 * <p>The driver need not wait for all of them: what arrives after {@link #cancel()} is dropped. One
 * thread takes the results.
 *
 * @param <R> the type of a result
 */
public final class TimedJob<R> implements Arrivals<R> {

  private static final Duration FAILURE_POLL = Duration.ofMillis(50);

  private final BlockingQueue<Arrival<R>> arrived = new LinkedBlockingQueue<>();
  private final long start = System.nanoTime();
  private SimpleFutureAction<BoxedUnit> job;

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
   * Starts a round.
   *
   * @param dealt the shares
   * @param task what is done with each
   * @param <T> the type of an element
   * @param <R> the type of a result
   * @return the running job
   */
  public static <T, R> TimedJob<R> start(DealtRDD<T> dealt, Task<T, R> task) {
    TimedJob<R> timed = new TimedJob<>();
    List<Object> partitions =
        IntStream.range(0, dealt.partitions().length).<Object>mapToObj(i -> i).toList();
    RDD<Share<T>> shares = dealt;
    timed.job =
        shares
            .context()
            .submitJob(
                shares,
                new OnExecutor<>(task),
                Scala.seq(partitions),
                timed.new OnArrival(),
                new Nothing());
    return timed;
  }

  @Override
  public Optional<Arrival<R>> next(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        boolean over = job.isCompleted();
        long left = Math.min(FAILURE_POLL.toNanos(), end - System.nanoTime());
        Arrival<R> arrival = arrived.poll(over ? 0 : Math.max(0, left), TimeUnit.NANOSECONDS);
        if (arrival != null) {
          return Optional.of(arrival);
        }
        if (over || System.nanoTime() >= end) {
          failIfFailed();
          return Optional.empty();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void failIfFailed() {
    if (job.isCompleted() && job.value().get() instanceof Failure<?> failure) {
      throw new TaskFailedException(failure.exception());
    }
  }

  @Override
  public boolean over() {
    // In this order: a job that is completed brings nothing more, so an empty queue stays empty.
    return job.isCompleted() && arrived.isEmpty();
  }

  @Override
  public void cancel() {
    if (!job.isCompleted()) {
      job.cancel();
    }
  }

  private static final class OnExecutor<T, R>
      extends AbstractFunction1<Iterator<Share<T>>, Results<R>> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Task<T, R> task;

    OnExecutor(Task<T, R> task) {
      this.task = task;
    }

    @Override
    public Results<R> apply(Iterator<Share<T>> shares) {
      ArrayList<R> results = new ArrayList<>();
      JavaConverters.asJavaIterator(shares).forEachRemaining(share -> results.add(task.run(share)));
      return new Results<>(results);
    }
  }

  private final class OnArrival extends AbstractFunction2<Object, Results<R>, BoxedUnit> {

    @Override
    public BoxedUnit apply(Object partition, Results<R> results) {
      double seconds = (System.nanoTime() - start) / 1e9;
      results.results().forEach(result -> arrived.add(new Arrival<>(result, seconds)));
      return BoxedUnit.UNIT;
    }
  }

  private static final class Nothing extends AbstractFunction0<BoxedUnit> {

    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }
}
