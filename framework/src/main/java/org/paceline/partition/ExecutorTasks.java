package org.paceline.partition;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.paceline.roster.Member;
import scala.Tuple2;

/** Runs one task on each executor, such as profiling it or timing a trial there. */
public final class ExecutorTasks {

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
     * @throws Exception as the task needs; it fails the job
     */
    R run(String executorId) throws Exception;
  }

  /**
   * Runs a task once on each executor, all at the same time.
   *
   * <p>Spark may place a task elsewhere than it was asked to: there it does nothing, and executors
   * that were not reached are tried again.
   *
   * @param context the application's context
   * @param members the executors to reach
   * @param task the task
   * @param <R> its result
   * @return the results by executor id; an executor that was lost or never reached is missing
   */
  public static <R> Map<String, R> onEach(
      SparkContext context, List<Member> members, Task<R> task) {
    Map<String, R> results = new HashMap<>();
    for (int attempt = 0; attempt < ATTEMPTS && results.size() < members.size(); attempt++) {
      List<Member> missing =
          members.stream().filter(member -> !results.containsKey(member.executorId())).toList();
      HashSet<String> wanted =
          missing.stream().map(Member::executorId).collect(Collectors.toCollection(HashSet::new));
      JavaRDD<String> executors = new ExecutorRDD(context, missing).toJavaRDD();
      executors
          .filter(wanted::contains)
          .map(executor -> new Tuple2<>(executor, task.run(executor)))
          .collect()
          .forEach(result -> results.putIfAbsent(result._1(), result._2()));
    }
    return results;
  }
}
