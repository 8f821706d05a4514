package org.paceline.roster;

/** Knows which executors are alive and which are at work. */
public interface Attendance {

  /**
   * Whether an executor is here, be it asked to leave: what it works on comes back.
   *
   * @param executorId the executor
   * @return true from its registration until its loss
   */
  boolean alive(String executorId);

  /**
   * Whether an executor works on a task, as far as Spark's events have told.
   *
   * @param executorId the executor
   * @return false also for an executor that is not here
   */
  boolean busy(String executorId);
}
