package org.paceline.assign;

/**
 * One copy of a task on a machine.
 *
 * @param task the task's name
 * @param machine the machine's name
 * @param start when it begins, in seconds of the plan's clock
 * @param finish when it ends
 */
public record Placement(String task, String machine, double start, double finish) {

  /** Checks that it does not end before it begins. */
  public Placement {
    if (!(finish >= start)) {
      throw new IllegalArgumentException(
          "task %s on machine %s must end after it begins at %s, not at %s"
              .formatted(task, machine, start, finish));
    }
  }
}
