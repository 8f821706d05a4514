package org.paceline.assign;

import java.util.Locale;

/** What a plan is good for. */
public enum Objective {
  /** The sum of the values of what is done: the more, the better. */
  VALUE,
  /** The sum of the costs of where tasks are. */
  COST,
  /** When the last task ends, in seconds. */
  MAKESPAN,
  /** Σ priority × the second at which the task's first copy ends. */
  WEIGHTED_COMPLETION,
  /** The largest of: the second at which a task's first copy ends − its deadline. */
  LATENESS;

  /**
   * The name on the command line and in JSON.
   *
   * @return lower case with {@code -}
   */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The objective of a name.
   *
   * @param title as {@link #title}
   * @return the objective
   * @throws IllegalArgumentException naming all titles
   */
  public static Objective of(String title) {
    for (Objective objective : values()) {
      if (objective.title().equals(title.toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return objective;
      }
    }
    throw new IllegalArgumentException(
        "the objective must be value, cost, makespan, weighted-completion or lateness, not '%s'"
            .formatted(title));
  }

  /**
   * Whether time counts, and not only who does what.
   *
   * @return whether it does
   */
  public boolean timed() {
    return this != VALUE && this != COST;
  }

  /** What to minimise: the objective itself, or less than 0 of it. */
  double toMinimise(double value) {
    return this == VALUE ? -value : value;
  }

  /** The worse of two bounds, which is the better bound. */
  double tighter(double bound, double other) {
    return this == VALUE ? Math.min(bound, other) : Math.max(bound, other);
  }
}
