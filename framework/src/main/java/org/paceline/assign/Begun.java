package org.paceline.assign;

import java.util.OptionalDouble;

/**
 * A copy of a task that runs or has run: no plan moves it.
 *
 * @param machine where
 * @param start since when, in seconds of the plan's clock
 * @param finish when it ended or will; else as long after as the task takes there
 */
public record Begun(String machine, double start, OptionalDouble finish) {

  /** Checks that it does not end before it began. */
  public Begun {
    Amounts.finite("the start of a task on machine " + machine, start);
    if (finish.isPresent() && !(finish.getAsDouble() >= start)) {
      throw new IllegalArgumentException(
          "a task on machine %s must end after it began at %s, not at %s"
              .formatted(machine, start, finish.getAsDouble()));
    }
  }
}
