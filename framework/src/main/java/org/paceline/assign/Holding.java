package org.paceline.assign;

/** How long a task holds its demand of a machine. */
public enum Holding {
  /** As long as it runs: tasks may follow each other. */
  WHILE_RUNNING,
  /**
   * For the whole plan: the demands of all tasks of a machine together are within its capacity, as
   * in the generalised assignment problem.
   */
  WHOLE_PLAN;

  /**
   * What is usual for an objective.
   *
   * @param objective what counts
   * @return for the whole plan where that are values or costs
   */
  public static Holding usual(Objective objective) {
    return objective.timed() ? WHILE_RUNNING : WHOLE_PLAN;
  }
}
