package org.paceline.partition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    Collection<R> collection = new Collection<>(deal, origin, executors, limit);
    try {
      while (!collection.over() && !results.over()) {
        stopIfInterrupted(results);
        results.next(collection.patience()).ifPresent(collection::take);
        collection.look();
      }
    } catch (TaskFailedException e) {
      results.cancel();
      throw e;
    }
    boolean over = results.over();
    results.cancel();
    if (over && collection.waits()) {
      // A failure may have come after the last look; and Spark may have run a lost executor's task
      // elsewhere, to no effect, before the roster hears of the loss.
      results.next(GLANCE);
      pause();
      collection.passOver();
    }
    return collection.collected();
  }

  private static void stopIfInterrupted(Arrivals<?> results) {
    if (Thread.currentThread().isInterrupted()) {
      results.cancel();
      throw new CancellationException("interrupted while executors were at work");
    }
  }

  /** Who is waited for, and what came of the others so far. */
  private static final class Collection<R> {

    private final Origin<R> origin;
    private final Attendance executors;
    private final Limit limit;
    private final long start = System.nanoTime();
    private final Set<String> waiting;
    private final List<Arrival<R>> first = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();
    private final Set<String> lost = new HashSet<>();
    private final Set<String> empty = new HashSet<>();
    private final Idlers idlers;
    private long look = start;
    private long end;

    Collection(Deal deal, Origin<R> origin, Attendance executors, Limit limit) {
      this.origin = origin;
      this.executors = executors;
      this.limit = limit;
      this.waiting = deal.members().stream().map(Member::executorId).collect(Collectors.toSet());
      this.idlers = new Idlers(executors, waiting);
      setEnd();
    }

    private void setEnd() {
      List<Double> arrived = first.stream().map(Arrival::seconds).toList();
      double seconds = limit.seconds(arrived, first.size() + waiting.size());
      end = start + (long) Math.min(seconds * 1e9, (double) FOR_EVER.toNanos());
    }

    boolean waits() {
      return !waiting.isEmpty();
    }

    boolean over() {
      return waiting.isEmpty() || System.nanoTime() >= end;
    }

    Duration patience() {
      long left = end - System.nanoTime();
      return left < GLANCE.toNanos() ? Duration.ofNanos(left) : GLANCE;
    }

    void take(Arrival<R> arrival) {
      String executor = origin.executor(arrival.result());
      if (waiting.remove(executor)) {
        first.add(arrival);
        setEnd();
      } else {
        repeated.add(executor);
      }
    }

    /** Not at each of many arrivals: it looks at all who have not arrived. */
    void look() {
      if (System.nanoTime() >= look) {
        dropLost();
        empty.addAll(idlers.leave(waiting));
        setEnd();
        look = System.nanoTime() + GLANCE.toNanos();
      }
    }

    private void dropLost() {
      waiting.stream().filter(executor -> !executors.alive(executor)).forEach(lost::add);
      waiting.removeAll(lost);
    }

    /** Nobody is late for a job that has no task left: whoever brought nothing was passed over. */
    void passOver() {
      dropLost();
      empty.addAll(waiting);
      waiting.clear();
    }

    Collected<R> collected() {
      return new Collected<>(first, sorted(lost), sorted(waiting), sorted(empty), repeated);
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

    /** Takes them out of those that are waited for. */
    List<String> leave(Set<String> waiting) {
      long now = System.nanoTime();
      List<String> left = waiting.stream().filter(executor -> idle(executor, now)).toList();
      waiting.removeAll(left);
      return left;
    }

    private boolean idle(String executor, long now) {
      Attendance.Tasks tasks = executors.tasks(executor);
      if (tasks.started() > tasks.ended() || tasks.started() <= before.get(executor)) {
        idleSince.remove(executor);
        return false;
      }
      return now - idleSince.computeIfAbsent(executor, id -> now) > GRACE.toNanos();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> sorted(Set<String> ids) {
    return ids.stream().sorted().toList();
  }
}
