package org.paceline.assign;

/**
 * A task that must be done before, and whose data must have come.
 *
 * @param task its name
 * @param transferSeconds what its data takes between different machines, at least 0; nothing on one
 */
public record Dependency(String task, double transferSeconds) {

  /** Checks the range given above. */
  public Dependency {
    Amounts.atLeastZero("the transfer of the data of task " + task, transferSeconds);
  }
}
