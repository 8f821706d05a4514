package org.paceline.roster;

/** Knows which executors are alive and what they work on, as far as Spark's events have told. */
public interface Attendance {

  /**
   * Tasks of an executor.
   *
   * @param started how many it began
   * @param ended how many of these are over
   */
  record Tasks(long started, long ended) {}

  /**
   * Whether an executor is here, be it asked to leave: what it works on comes back.
   *
   * @param executorId the executor
   * @return true from its registration until its loss
   */
  boolean alive(String executorId);

  /**
   * What an executor has worked on so far.
   *
   * @param executorId the executor
   * @return none for one that is not here
   */
  Tasks tasks(String executorId);

  /**
   * Whether an executor works on a task.
   *
   * @param executorId the executor
   * @return false also for an executor that is not here
   */
  default boolean busy(String executorId) {
    Tasks tasks = tasks(executorId);
    return tasks.started() > tasks.ended();
  }
}
