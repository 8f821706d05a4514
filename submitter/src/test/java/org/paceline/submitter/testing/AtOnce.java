package org.paceline.submitter.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several who ask at the same moment: none begins before all have a thread and are ready. */
public final class AtOnce {

  private AtOnce() {}

  /**
   * Asks.
   *
   * @param calls each in a thread of its own
   * @param <T> what is answered
   * @return the answers, in the order of the calls
   * @throws ExecutionException if one fails
   * @throws InterruptedException if the test is ended meanwhile
   */
  public static <T> List<T> all(List<? extends Callable<T>> calls)
      throws ExecutionException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    CyclicBarrier together = new CyclicBarrier(calls.size());
    try {
      List<Future<T>> asked = new ArrayList<>();
      for (Callable<T> call : calls) {
        asked.add(threads.submit(() -> call(together, call)));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : asked) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The same, of several who ask for one thing. */
  public static <T> List<T> times(int times, Callable<T> call)
      throws ExecutionException, InterruptedException {
    return all(Collections.nCopies(times, call));
  }

  private static <T> T call(CyclicBarrier together, Callable<T> call) throws Exception {
    together.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return call.call();
  }
}
