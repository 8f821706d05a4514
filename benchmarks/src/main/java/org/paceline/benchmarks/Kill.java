package org.paceline.benchmarks;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.paceline.cluster.ClusterException;
import org.paceline.partition.ExecutorTasks;
import org.paceline.roster.Member;

/**
 * The end of an executor's process, as sudden as that of its machine.
 *
 * @param executorId the executor
 * @param pid its process on this computer
 */
public record Kill(String executorId, long pid) implements Runnable {

  /**
   * Finds an executor's process.
   *
   * @param context the application's
   * @param member the executor
   * @return how it is to end
   */
  public static Kill of(SparkContext context, Member member) {
    Map<String, Long> pids =
        ExecutorTasks.onEach(
            context, List.of(member), "process id", executor -> ProcessHandle.current().pid());
    Long pid = pids.get(member.executorId());
    if (pid == null) {
      throw new ClusterException("executor %s does not answer".formatted(member.executorId()));
    }
    return new Kill(member.executorId(), pid);
  }

  /** Kills it; on Unix by SIGKILL. */
  @Override
  public void run() {
    boolean killed = ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    if (!killed) {
      throw new ClusterException(
          "process %s of executor %s could not be killed".formatted(pid, executorId));
    }
  }
}
