package org.paceline.partition;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.roster.Member;
import org.paceline.roster.NoExecutorException;
import org.paceline.roster.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag$;

/** Runs one task on each executor, such as profiling it or timing a trial there. */
public final class ExecutorTasks {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorTasks.class);
  private static final int ATTEMPTS = 5;

  private ExecutorTasks() {}

  /**
   * What runs on an executor.
   *
   * @param <R> its result
   */
  @FunctionalInterface
  public interface Task<R> extends Serializable {
    /**
     * Runs on the executor.
     *
     * @param executorId the executor's id
     * @return a serializable result
     * @throws Exception as the task needs; it is this executor's own
     */
    R run(String executorId) throws Exception;
  }

  /** What came of the task on an executor. */
  private record Answer<R>(String executorId, R result, String fault) implements Serializable {

    static <R> Answer<R> of(String executor, Task<R> task) {
      try {
        return new Answer<>(executor, task.run(executor), null);
      } catch (Exception | LinkageError e) {
        TaskFaults.passOn(e);
        LOG.error("executor {} failed", executor, e);
        return new Answer<>(executor, null, String.valueOf(e));
      }
    }
  }

  /**
   * Runs a task once on each executor, all at the same time.
   *
   * <p>Where it fails it says so by name, and the others go on. Spark may place a task elsewhere
   * than it was asked to: there it does nothing, and executors that were not reached are tried
   * again.
   *
   * @param context the application's context
   * @param members the executors to reach
   * @param what the task's name in what is said of it, such as "profile"
   * @param task the task
   * @param <R> its result
   * @return the results by executor id; an executor that was lost or never reached, on which the
   *     task failed or takes far longer than on the others, is missing
   * @throws NoExecutorException if it failed on every executor that was reached
   */
  public static <R> Map<String, R> onEach(
      SparkContext context, List<Member> members, String what, Task<R> task) {
    return onEach(context, members, what, task, Limit.STRAGGLERS);
  }

  static <R> Map<String, R> onEach(
      SparkContext context, List<Member> members, String what, Task<R> task, Limit limit) {
    Roster roster = Roster.of(context);
    Map<String, Answer<R>> answers = new HashMap<>();
    Set<String> late = new HashSet<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Member> missing =
          members.stream()
              .filter(member -> !answers.containsKey(member.executorId()))
              .filter(member -> !late.contains(member.executorId()))
              .filter(member -> roster.alive(member.executorId()))
              .toList();
      if (missing.isEmpty()) {
        break;
      }
      Collected<Answer<R>> collected = collect(context, missing, roster, task, limit);
      collected.arrivals().forEach(a -> answers.put(a.result().executorId(), a.result()));
      late.addAll(collected.late());
    }
    late.forEach(
        executor ->
            LOG.warn(
                "executor {} is left out: its {} takes far longer than that of the others",
                executor,
                what));
    return results(answers, what);
  }

  private static <R> Collected<Answer<R>> collect(
      SparkContext context, List<Member> members, Roster roster, Task<R> task, Limit limit) {
    Deal nothing = new Deal(members, Collections.nCopies(members.size(), List.of()));
    DealtRDD<Object> shares = new DealtRDD<>(context.emptyRDD(ClassTag$.MODULE$.Object()), nothing);
    return RoundCollector.collect(
        TimedJob.start(shares, share -> Answer.of(share.executorId(), task)),
        nothing,
        Answer::executorId,
        roster,
        limit);
  }

  private static <R> Map<String, R> results(Map<String, Answer<R>> answers, String what) {
    Map<String, R> results = new HashMap<>();
    for (Answer<R> answer : answers.values()) {
      if (answer.fault() == null) {
        results.put(answer.executorId(), answer.result());
      } else {
        LOG.warn(
            "executor {} is left out: its {} failed: {}",
            answer.executorId(),
            what,
            answer.fault());
      }
    }
    if (results.isEmpty() && !answers.isEmpty()) {
      throw new NoExecutorException(
          "the %s failed on every executor: %s"
              .formatted(what, answers.values().iterator().next().fault()));
    }
    return results;
  }
}
