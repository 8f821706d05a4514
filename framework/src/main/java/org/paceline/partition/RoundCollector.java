package org.paceline.partition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.roster.Attendance;
import org.paceline.roster.Member;

/**
 * Collects what the executors of a deal bring back, without waiting for those that were lost or are
 * late.
 */
public final class RoundCollector {

  /** How soon the loss of an executor is noticed. */
  private static final Duration GLANCE = Duration.ofMillis(50);

  private static final Duration FOR_EVER = Duration.ofDays(365);

  private RoundCollector() {}

  /**
   * What came back.
   *
   * @param arrivals the first result of each executor, in the order of their arrival
   * @param lost executors that died before they brought a result
   * @param late executors that were given up
   * @param empty executors whose task ended without a result, or ran elsewhere to no effect
   * @param repeated executors that brought a result again, which was dropped
   * @param <R> the type of a result
   */
  public record Collected<R>(
      List<Arrival<R>> arrivals,
      List<String> lost,
      List<String> late,
      List<String> empty,
      List<String> repeated) {}

  /** Tells from which executor a result is. */
  @FunctionalInterface
  public interface Origin<R> {
    /**
     * The executor of a result.
     *
     * @param result the result
     * @return its id
     */
    String executor(R result);
  }

  /**
   * Waits until every executor brought its result, was lost, or the limit is reached.
   *
   * @param results the running round
   * @param deal who takes part in it
   * @param origin whose a result is
   * @param executors who is alive and at work
   * @param limit until when it waits
   * @param <R> the type of a result
   * @return what came back
   * @throws TaskFailedException if the work failed as a whole
   * @throws CancellationException if the thread is interrupted; the work is cancelled then
   */
  public static <R> Collected<R> collect(
      Arrivals<R> results, Deal deal, Origin<R> origin, Attendance executors, Limit limit) {
    Set<String> waiting =
        deal.members().stream().map(Member::executorId).collect(Collectors.toSet());
    List<Arrival<R>> first = new ArrayList<>();
    List<String> repeated = new ArrayList<>();
    Set<String> lost = new HashSet<>();
    Set<String> empty = new HashSet<>();
    Idlers idlers = new Idlers(executors, waiting);
    List<Double> arrived = new ArrayList<>();
    long start = System.nanoTime();
    long end = end(start, limit, arrived, deal);
    try {
      long look = System.nanoTime();
      while (!waiting.isEmpty() && !results.over() && System.nanoTime() < end) {
        stopIfInterrupted(results);
        Optional<Arrival<R>> next =
            results.next(shorter(GLANCE, Duration.ofNanos(end - System.nanoTime())));
        if (next.isPresent()) {
          String executor = origin.executor(next.get().result());
          if (waiting.remove(executor)) {
            first.add(next.get());
            arrived.add(next.get().seconds());
            end = end(start, limit, arrived, deal);
          } else {
            repeated.add(executor);
          }
        }
        // Not at each of many arrivals: it looks at all who have not arrived.
        if (System.nanoTime() >= look) {
          waiting.stream().filter(executor -> !executors.alive(executor)).forEach(lost::add);
          waiting.removeAll(lost);
          idlers.leave(waiting, empty);
          look = System.nanoTime() + GLANCE.toNanos();
        }
      }
    } catch (TaskFailedException e) {
      results.cancel();
      throw e;
    }
    boolean over = results.over();
    results.cancel();
    if (over && !waiting.isEmpty()) {
      // A failure may have come after the last look; and Spark may have run a lost executor's task
      // elsewhere, to no effect, before the roster hears of the loss.
      results.next(GLANCE);
      pause();
      waiting.stream().filter(executor -> !executors.alive(executor)).forEach(lost::add);
      waiting.removeAll(lost);
    }
    // Nobody is late for a job that has no task left: whoever brought nothing was passed over.
    if (over) {
      empty.addAll(waiting);
      waiting.clear();
    }
    return new Collected<>(first, sorted(lost), sorted(waiting), sorted(empty), repeated);
  }

  private static long end(long start, Limit limit, List<Double> arrived, Deal deal) {
    double seconds = limit.seconds(arrived, deal.members().size());
    return start + (long) Math.min(seconds * 1e9, (double) FOR_EVER.toNanos());
  }

  private static void stopIfInterrupted(Arrivals<?> results) {
    if (Thread.currentThread().isInterrupted()) {
      results.cancel();
      throw new CancellationException("interrupted while executors were at work");
    }
  }

  /**
   * Executors whose task is over without a result: it failed, and Spark runs it elsewhere, to no
   * effect.
   */
  private static final class Idlers {

    /** A result may come a little later than the news that its task has ended. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Attendance executors;
    private final Map<String, Long> before = new HashMap<>();
    private final Map<String, Long> idleSince = new HashMap<>();

    Idlers(Attendance executors, Set<String> waiting) {
      this.executors = executors;
      waiting.forEach(executor -> before.put(executor, executors.tasks(executor).started()));
    }

    void leave(Set<String> waiting, Set<String> left) {
      long now = System.nanoTime();
      for (String executor : List.copyOf(waiting)) {
        Attendance.Tasks tasks = executors.tasks(executor);
        if (tasks.started() > tasks.ended() || tasks.started() <= before.get(executor)) {
          idleSince.remove(executor);
        } else if (now - idleSince.computeIfAbsent(executor, id -> now) > GRACE.toNanos()) {
          waiting.remove(executor);
          left.add(executor);
        }
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static List<String> sorted(Set<String> ids) {
    return ids.stream().sorted().toList();
  }
}
