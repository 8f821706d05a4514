package org.paceline.assign;

import java.util.Optional;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** The problem with tasks that can be cut, as a linear programme. */
final class Relaxation {

  /** What the solver's arithmetic may have made better than it is. */
  private static final double ROUNDING = 1e-7;

  private final Instance instance;
  private final ExpressionsBasedModel model = new ExpressionsBasedModel();
  private final Variable[][] parts;
  private final Variable[] ends;

  /**
   * A solution.
   *
   * @param parts how much of each task is on each machine
   * @param bound the value of the objective, which no plan is better than
   */
  record Cut(double[][] parts, double bound) {}

  Relaxation(Instance instance) {
    this.instance = instance;
    parts = new Variable[instance.tasks()][instance.machines()];
    ends = new Variable[instance.tasks()];
    for (int i = 0; i < instance.tasks(); i++) {
      addTask(i);
    }
    if (instance.problem().holding() == Holding.WHOLE_PLAN) {
      addCapacities();
    }
    if (instance.problem().objective().timed()) {
      addTimes();
    }
  }

  private void addTask(int i) {
    int copies = instance.task(i).copies();
    Expression all = model.newExpression("copies of " + i).upper(copies);
    if (instance.required(i)) {
      all.lower(copies);
    }
    for (int j = 0; j < instance.machines(); j++) {
      boolean begun = instance.begun(i, j);
      if (begun || instance.allowed(i, j)) {
        parts[i][j] = model.newVariable(i + " on " + j).lower(begun ? 1 : 0).upper(1);
        weigh(i, j);
        all.set(parts[i][j], 1);
      }
    }
  }

  private void weigh(int i, int j) {
    if (instance.problem().objective() == Objective.VALUE) {
      parts[i][j].weight(instance.value(i, j));
    } else if (instance.problem().objective() == Objective.COST) {
      parts[i][j].weight(instance.cost(i, j));
    }
  }

  private void addCapacities() {
    for (int j = 0; j < instance.machines(); j++) {
      for (int r = 0; r < instance.resources(); r++) {
        Expression held =
            model
                .newExpression("%s of %s".formatted(r, j))
                .upper(Math.max(instance.capacity(j)[r], begunDemand(j, r)));
        for (int i = 0; i < instance.tasks(); i++) {
          if (parts[i][j] != null && instance.demand(i, j)[r] > 0) {
            held.set(parts[i][j], instance.demand(i, j)[r]);
          }
        }
      }
    }
  }

  /** What has begun may hold more than there is. */
  private double begunDemand(int machine, int resource) {
    double held = 0;
    for (int i = 0; i < instance.tasks(); i++) {
      held += instance.begun(i, machine) ? instance.demand(i, machine)[resource] : 0;
    }
    return held;
  }

  private boolean allBegun() {
    return instance.problem().tasks().stream()
        .allMatch(task -> task.begun().size() == task.copies());
  }

  /** Tasks end after those before them; what they are worth, or the last of them, counts. */
  private void addTimes() {
    double[] earliest = new Bounds(instance).ends();
    Variable last = model.newVariable("last");
    for (int i : instance.graph().order()) {
      ends[i] = model.newVariable("end of " + i).lower(earliest[i]);
      addOrder(i);
      addAim(i, last);
    }
    if (instance.problem().objective() == Objective.MAKESPAN) {
      addWork(last);
    }
    if (instance.problem().objective() != Objective.WEIGHTED_COMPLETION) {
      last.weight(1);
    } else {
      last.level(0);
    }
  }

  private void addOrder(int i) {
    if (instance.task(i).copies() > 1 || !instance.task(i).begun().isEmpty()) {
      return;
    }
    for (int before : instance.graph().before(i)) {
      Expression order = model.newExpression("%s after %s".formatted(i, before)).lower(0);
      order.set(ends[i], 1).set(ends[before], -1);
      for (int j = 0; j < instance.machines(); j++) {
        if (parts[i][j] != null) {
          order.set(parts[i][j], -instance.seconds(i, j));
        }
      }
    }
  }

  private void addAim(int i, Variable last) {
    switch (instance.problem().objective()) {
      case MAKESPAN -> model.newExpression("makespan " + i).lower(0).set(last, 1).set(ends[i], -1);
      case LATENESS ->
          instance
              .task(i)
              .deadline()
              .ifPresent(
                  deadline ->
                      model
                          .newExpression("lateness " + i)
                          .lower(-deadline)
                          .set(last, 1)
                          .set(ends[i], -1));
      default -> ends[i].weight(instance.task(i).priority());
    }
  }

  /** From now until the last end a machine gives no more than it has. */
  private void addWork(Variable last) {
    if (instance.problem().holding() == Holding.WHOLE_PLAN || allBegun()) {
      return;
    }
    for (int j = 0; j < instance.machines(); j++) {
      for (int r = 0; r < instance.resources(); r++) {
        double capacity = instance.capacity(j)[r];
        Expression work =
            model
                .newExpression("work of %s on %s".formatted(r, j))
                .upper(-capacity * instance.problem().now());
        work.set(last, -capacity);
        for (int i = 0; i < instance.tasks(); i++) {
          if (parts[i][j] != null && !instance.begun(i, j) && instance.demand(i, j)[r] > 0) {
            work.set(parts[i][j], instance.seconds(i, j) * instance.demand(i, j)[r]);
          }
        }
      }
    }
  }

  Optional<Cut> solve(Budget budget) {
    model.options.time_abort = Math.max(1, (long) (1000 * budget.secondsLeft()));
    boolean maximise = instance.problem().objective() == Objective.VALUE;
    Optimisation.Result result = maximise ? model.maximise() : model.minimise();
    if (!result.getState().isOptimal()) {
      return Optional.empty();
    }
    double[][] found = new double[instance.tasks()][instance.machines()];
    for (int i = 0; i < found.length; i++) {
      for (int j = 0; j < found[i].length; j++) {
        found[i][j] = parts[i][j] == null ? 0 : result.doubleValue(model.indexOf(parts[i][j]));
      }
    }
    double slack = ROUNDING * Math.max(1, Math.abs(result.getValue()));
    return Optional.of(new Cut(found, result.getValue() + (maximise ? slack : -slack)));
  }
}
