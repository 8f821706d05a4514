package org.paceline.assign;

import java.util.ArrayList;
import java.util.List;

/**
 * Next the task that would lose the most if it did not get its best machine, to that machine; one
 * that has only one machine left comes before all. Greedy, but for what is left to the others.
 *
 * <p>S. Martello, P. Toth, An algorithm for the generalized assignment problem, Operational
 * Research '81 (1981), whose measures of a machine are tried one after the other: by the objective,
 * by the part of the machine that the task takes, and by both; then single tasks are sent elsewhere
 * while that helps. Where times count the same rule is the sufferage heuristic of Maheswaran et
 * al., Dynamic mapping of a class of independent tasks onto heterogeneous computing systems, J.
 * Parallel Distrib. Comput. 59 (1999).
 */
final class Regret implements AssignmentPolicy {

  @Override
  public String name() {
    return "regret";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    BestSoFar best = new BestSoFar(instance);
    for (MachineChoice measure : measures(instance)) {
      best.take(new Greedy(instance, budget, measure).run());
    }
    if (instance.problem().holding() == Holding.WHOLE_PLAN) {
      Shifts.improve(instance, budget, best);
    }
    return Proposal.of(this, best.plan());
  }

  private static List<MachineChoice> measures(Instance instance) {
    MachineChoice objective = new BestForObjective(instance);
    if (instance.problem().holding() == Holding.WHILE_RUNNING) {
      return List.of(objective);
    }
    MachineChoice part = (plan, task, machine) -> Load.part(instance, task, machine);
    MachineChoice both =
        (plan, task, machine) ->
            objective.badness(plan, task, machine) < 0
                ? objective.badness(plan, task, machine) / part.badness(plan, task, machine)
                : objective.badness(plan, task, machine) * part.badness(plan, task, machine);
    return List.of(objective, part, both);
  }

  private static final class Greedy {

    private final Instance instance;
    private final Budget budget;
    private final Placing placing;
    private final ScheduleBuilder plan;
    private final List<Integer> ready = new ArrayList<>();
    private final ReadyTasks tasks;

    Greedy(Instance instance, Budget budget, MachineChoice measure) {
      this.instance = instance;
      this.budget = budget;
      this.placing = new Placing(instance, measure);
      this.plan = new ScheduleBuilder(instance);
      this.tasks = new ReadyTasks(instance, plan, ready);
    }

    ScheduleBuilder run() {
      while (!ready.isEmpty()) {
        int task = next();
        ready.remove((Integer) task);
        if (placing.all(plan, task)) {
          tasks.placed(task);
        }
      }
      return plan;
    }

    /** The one with the largest loss; the first there is where the time is over. */
    private int next() {
      int most = ready.get(0);
      double loss = loss(most);
      for (int k = 1; k < ready.size() && !budget.over(); k++) {
        double other = loss(ready.get(k));
        if (other > loss) {
          most = ready.get(k);
          loss = other;
        }
      }
      return most;
    }

    /** What a task loses without its best machine: all where it has no other. */
    private double loss(int task) {
      double least = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int j = 0; j < instance.machines(); j++) {
        if (!Double.isNaN(plan.earliestStart(task, j))) {
          double badness = placing.choice().badness(plan, task, j);
          second = Math.min(second, Math.max(least, badness));
          least = Math.min(least, badness);
        }
      }
      return least == Double.POSITIVE_INFINITY ? 0 : second - least;
    }
  }
}
