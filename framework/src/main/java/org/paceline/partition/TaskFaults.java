package org.paceline.partition;

import org.apache.spark.TaskKilledException;
import org.apache.spark.shuffle.FetchFailedException;

/** Tells faults of an executor from what Spark itself must see. */
public final class TaskFaults {

  private TaskFaults() {}

  /**
   * Passes on what ends or repeats a task by Spark's own will.
   *
   * @param failure what a task's work threw; Spark throws checked exceptions that nobody declares
   */
  public static void passOn(Throwable failure) {
    if (failure instanceof TaskKilledException
        || failure instanceof FetchFailedException
        || failure instanceof InterruptedException) {
      throw unchanged(failure);
    }
  }

  /**
   * Throws a failure as it is, declared or not.
   *
   * @param failure what Spark, or whoever caught it elsewhere, is to see
   * @return nothing; it is there for {@code throw}
   */
  public static RuntimeException unchanged(Throwable failure) {
    throw TaskFaults.<RuntimeException>undeclared(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E undeclared(Throwable failure) throws E {
    throw (E) failure;
  }
}
