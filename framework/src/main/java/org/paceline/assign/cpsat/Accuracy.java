package org.paceline.assign.cpsat;

import java.util.OptionalDouble;
import org.paceline.assign.Instance;
import org.paceline.assign.Objective;
import org.paceline.assign.Window;

/**
 * What the solver's bound says of the problem, whose numbers may not have been whole in its units.
 */
// Of the best plan, rounded up to units, every start is the length of a way through at most n tasks
// and n transfers, each less than a unit longer: no later than 2n + 2 units after the true one.
final class Accuracy {

  private final Instance instance;
  private final Units units;
  private final CpSatModel model;

  Accuracy(Instance instance, Units units, CpSatModel model) {
    this.instance = instance;
    this.units = units;
    this.model = model;
  }

  /** Whether the solver's problem is the given one. */
  boolean exact() {
    return model.exactAmounts()
        && (units.time().exact() || !units.timed() || !hours())
        && (units.worth().exact()
            || instance.problem().objective() != Objective.WEIGHTED_COMPLETION);
  }

  private boolean hours() {
    return instance.problem().machines().stream()
        .flatMap(machine -> machine.hours().stream())
        .anyMatch(window -> !window.equals(Window.ALWAYS));
  }

  /** What no plan is better than; none where it cannot be told. */
  OptionalDouble bound(double solver) {
    if (!exact() || !Double.isFinite(solver)) {
      return OptionalDouble.empty();
    }
    double late = units.time().exact() ? 0 : units.time().back(2 * instance.tasks() + 3);
    return OptionalDouble.of(
        switch (instance.problem().objective()) {
          case VALUE -> units.worth().back(solver) + rounding();
          case COST -> units.worth().back(solver) - rounding();
          case MAKESPAN, LATENESS -> units.time().back(solver) - late;
          case WEIGHTED_COMPLETION ->
              units.time().back(units.worth().back(solver)) - late * priorities();
        });
  }

  private double rounding() {
    int copies = instance.problem().tasks().stream().mapToInt(task -> task.copies()).sum();
    return units.worth().exact() ? 0 : units.worth().back(copies);
  }

  private double priorities() {
    return instance.problem().tasks().stream().mapToDouble(task -> task.priority()).sum();
  }
}
