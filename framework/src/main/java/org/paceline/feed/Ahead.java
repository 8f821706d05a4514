package org.paceline.feed;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.paceline.partition.TaskFaults;

/**
 * Prepares the next element on a thread of its own while the last one is in use. The order is the
 * source's, and what the source throws comes out of {@code hasNext}.
 *
 * @param <T> the type of the elements
 */
public final class Ahead<T> implements Iterator<T> {

  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "paceline-feed");
            thread.setDaemon(true);
            return thread;
          });

  private final Iterator<T> source;
  private final TaskContext task = TaskContext.get();
  private Future<Optional<T>> next;

  /**
   * Begins to prepare the first element.
   *
   * @param source is used by one thread at a time, but not always by the same
   */
  public Ahead(Iterator<T> source) {
    this.source = source;
    this.next = prepare();
  }

  private Future<Optional<T>> prepare() {
    return THREAD.submit(this::prepared);
  }

  /** Reads for the task that it prepares for: so does Spark account for it. */
  private Optional<T> prepared() {
    TaskContext$.MODULE$.setTaskContext(task);
    try {
      return source.hasNext() ? Optional.of(source.next()) : Optional.empty();
    } finally {
      TaskContext$.MODULE$.unset();
    }
  }

  @Override
  public boolean hasNext() {
    return awaited().isPresent();
  }

  @Override
  public T next() {
    T element = awaited().orElseThrow(NoSuchElementException::new);
    next = prepare();
    return element;
  }

  private Optional<T> awaited() {
    try {
      return next.get();
    } catch (ExecutionException e) {
      // Spark's own failures, such as of a fetch, are checked and must reach it as they are.
      throw TaskFaults.unchanged(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the next batch was prepared", e);
    }
  }
}
