package org.paceline.assign.cpsat;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CumulativeConstraint;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.paceline.assign.Holding;
import org.paceline.assign.Instance;

/** What one machine has is enough for the tasks on it. */
final class MachineModel {

  private static final double LARGEST = 1e12;

  private final Instance instance;
  private final CpModel model;
  private final int machine;
  private final List<Part> parts = new ArrayList<>();
  private boolean exact = true;

  /** A task on the machine; the interval where times matter. */
  private record Part(int task, Site site, IntervalVar interval) {}

  MachineModel(Instance instance, Units units, CpModel model, List<List<Site>> sites, int machine) {
    this.instance = instance;
    this.model = model;
    this.machine = machine;
    for (int i = 0; i < sites.size(); i++) {
      for (Site site : sites.get(i)) {
        if (site.machine() == machine && holds(site)) {
          parts.add(new Part(i, site, units.timed() ? interval(site) : null));
        }
      }
    }
  }

  /** What takes no time is in nobody's way, even in the midst of others. */
  private boolean holds(Site site) {
    return site.seconds() > 0 || instance.problem().holding() == Holding.WHOLE_PLAN;
  }

  private IntervalVar interval(Site site) {
    return model.newOptionalIntervalVar(
        site.times().start(),
        LinearExpr.constant(site.seconds()),
        site.times().end(),
        site.here(),
        "");
  }

  /** Adds the constraints, and tells whether all amounts are whole in the solver's units. */
  boolean add() {
    for (int r = 0; r < instance.resources(); r++) {
      add(r);
    }
    return exact;
  }

  private void add(int resource) {
    List<Part> holding = parts.stream().filter(part -> demand(part, resource) > 0).toList();
    if (holding.isEmpty()) {
      return;
    }
    Scale scale = scale(holding, resource);
    exact &= scale.exact();
    long capacity = scale.down(instance.capacity(machine)[resource]);
    if (instance.problem().holding() == Holding.WHOLE_PLAN) {
      LinearExprBuilder sum = LinearExpr.newBuilder();
      holding.forEach(part -> sum.addTerm(part.site().here(), scale.up(demand(part, resource))));
      model.addLessOrEqual(sum, capacity);
    } else if (holding.stream().allMatch(p -> 2 * scale.up(demand(p, resource)) > capacity)) {
      model.addNoOverlap(holding.stream().map(Part::interval).toList());
    } else {
      CumulativeConstraint together = model.addCumulative(capacity);
      holding.forEach(p -> together.addDemand(p.interval(), scale.up(demand(p, resource))));
    }
  }

  private double demand(Part part, int resource) {
    return instance.demand(part.task(), machine)[resource];
  }

  private Scale scale(List<Part> holding, int resource) {
    double[] amounts =
        IntStream.rangeClosed(0, holding.size())
            .mapToDouble(
                k ->
                    k < holding.size()
                        ? demand(holding.get(k), resource)
                        : instance.capacity(machine)[resource])
            .toArray();
    return Scale.of(amounts, LARGEST);
  }
}
