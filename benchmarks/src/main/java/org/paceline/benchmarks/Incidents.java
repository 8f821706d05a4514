package org.paceline.benchmarks;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingProgress;

/**
 * Brings incidents about in the middle of rounds: each half a planned round after the round in
 * which its part of the run's examples was trained, and in their order.
 */
public final class Incidents implements TrainingProgress, AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private final Deque<Incident> waiting;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "benchmark-incidents");
            thread.setDaemon(true);
            return thread;
          });
  private Future<?> last;

  /**
   * Plans them.
   *
   * @param incidents in the order in which they are to happen
   */
  public Incidents(List<Incident> incidents) {
    waiting = new ArrayDeque<>(incidents);
  }

  @Override
  public void round(RoundRecord round) {
    long runStart = System.nanoTime() - (long) (round.secondsSoFar() * 1e9);
    Incident next = waiting.peek();
    boolean due = next != null && round.examplesSoFar() >= next.after() * round.examplesInAll();
    if (due && (last == null || last.isDone())) {
      waiting.remove();
      double half = Collections.max(round.plannedSeconds()) / 2;
      last = timer.schedule(() -> next.happen(runStart), (long) (half * 1e9), TimeUnit.NANOSECONDS);
    }
  }

  /** Brings about nothing more; throws what the last incident failed with. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (last != null && last.isDone()) {
        last.get();
      }
    } catch (CancellationException e) {
      // The run ended before it was time.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run was not disturbed as planned", e.getCause());
    }
  }
}
