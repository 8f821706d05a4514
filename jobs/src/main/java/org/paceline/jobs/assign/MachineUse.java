package org.paceline.jobs.assign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paceline.assign.AssignmentProblem;
import org.paceline.assign.Holding;
import org.paceline.assign.Instance;
import org.paceline.assign.Placement;
import org.paceline.assign.Solution;

/**
 * What a plan makes of a machine.
 *
 * @param machine its name
 * @param tasks how many copies of tasks it has
 * @param utilisation of the resource that is used most: what is held × how long ÷ what there is
 *     until the last task ends; where tasks hold for the whole plan, what is held ÷ what there is
 * @param held what of that resource each of its tasks holds, ÷ what there is, by start
 */
record MachineUse(String machine, int tasks, double utilisation, List<Share> held) {

  /** A placement and what of the machine it holds. */
  record Share(Placement placement, double share) {}

  static List<MachineUse> of(AssignmentProblem problem, Solution solution) {
    Instance instance = new Instance(problem);
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < instance.tasks(); i++) {
      numbers.put(instance.task(i).id(), i);
    }
    Map<String, List<Placement>> placed = new HashMap<>();
    for (Placement each : solution.assignment().placements()) {
      placed.computeIfAbsent(each.machine(), name -> new ArrayList<>()).add(each);
    }
    double horizon = Math.max(0, solution.assignment().makespan() - problem.now());
    List<MachineUse> uses = new ArrayList<>();
    for (int j = 0; j < instance.machines(); j++) {
      List<Placement> here = placed.getOrDefault(instance.machine(j).id(), List.of());
      uses.add(new OneMachine(instance, numbers, j, horizon).use(here));
    }
    return uses;
  }

  private record OneMachine(
      Instance instance, Map<String, Integer> numbers, int machine, double horizon) {

    MachineUse use(List<Placement> here) {
      int most = 0;
      double utilisation = 0;
      for (int r = 0; r < instance.resources(); r++) {
        double used = 0;
        for (Placement each : here) {
          used += share(each, r) * part(each);
        }
        if (used > utilisation) {
          most = r;
          utilisation = used;
        }
      }
      List<Share> held = new ArrayList<>();
      for (Placement each : here) {
        held.add(new Share(each, share(each, most)));
      }
      return new MachineUse(instance.machine(machine).id(), here.size(), utilisation, held);
    }

    private double share(Placement each, int resource) {
      double capacity = instance.capacity(machine)[resource];
      double demand = instance.demand(numbers.get(each.task()), machine)[resource];
      return capacity == 0 ? 0 : demand / capacity;
    }

    /** What ran before the plan begins does not count. */
    private double part(Placement each) {
      if (instance.problem().holding() == Holding.WHOLE_PLAN) {
        return 1;
      }
      double begin = Math.max(each.start(), instance.problem().now());
      return horizon == 0 ? 0 : Math.max(0, each.finish() - begin) / horizon;
    }
  }
}
