package org.paceline.assign.cpsat;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CumulativeConstraint;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.paceline.assign.Holding;
import org.paceline.assign.Instance;

/** What one machine has is enough for the tasks on it. */
final class MachineModel {

  private static final double LARGEST = 1e12;

  private final Instance instance;
  private final CpModel model;
  private final int machine;
  private final List<Part> open = new ArrayList<>();
  private final List<Part> begun = new ArrayList<>();
  private final boolean whileRunning;
  private boolean exact = true;

  /** A task on the machine; the interval where times matter and it has not begun. */
  private record Part(int task, Site site, IntervalVar interval) {}

  MachineModel(Instance instance, Units units, CpModel model, List<List<Site>> sites, int machine) {
    this.instance = instance;
    this.model = model;
    this.machine = machine;
    this.whileRunning = instance.problem().holding() == Holding.WHILE_RUNNING;
    for (int i = 0; i < sites.size(); i++) {
      for (Site site : sites.get(i)) {
        if (site.machine() == machine && holds(site)) {
          boolean running = instance.begun(i, machine);
          IntervalVar interval = running || !units.timed() ? null : interval(site);
          (running ? begun : open).add(new Part(i, site, interval));
        }
      }
    }
  }

  /** What takes no time is in nobody's way, even in the midst of others. */
  private boolean holds(Site site) {
    return site.seconds() > 0 || !whileRunning;
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
      int resource = r;
      List<Part> holding = open.stream().filter(p -> demand(p, resource) > 0).toList();
      if (!holding.isEmpty()) {
        add(holding, resource);
      }
    }
    return exact;
  }

  private void add(List<Part> holding, int resource) {
    Scale scale = scale(holding, resource);
    exact &= scale.exact();
    long capacity = scale.down(instance.capacity(machine)[resource]);
    BegunLoad load = new BegunLoad();
    begun.forEach(
        part ->
            load.add(
                part.site().begun().from(),
                part.site().begun().until(),
                scale.up(demand(part, resource))));
    if (!whileRunning) {
      LinearExprBuilder sum = LinearExpr.newBuilder();
      holding.forEach(part -> sum.addTerm(part.site().here(), scale.up(demand(part, resource))));
      model.addLessOrEqual(sum, Math.max(0, capacity - load.sum()));
    } else {
      addOverTime(holding, resource, scale, load.within(capacity));
    }
  }

  private void addOverTime(
      List<Part> holding, int resource, Scale scale, List<BegunLoad.Step> load) {
    long capacity = scale.down(instance.capacity(machine)[resource]);
    boolean alone =
        holding.stream().allMatch(part -> 2 * scale.up(demand(part, resource)) > capacity);
    if (load.isEmpty() && alone) {
      model.addNoOverlap(holding.stream().map(Part::interval).toList());
      return;
    }
    CumulativeConstraint together = model.addCumulative(capacity);
    holding.forEach(p -> together.addDemand(p.interval(), scale.up(demand(p, resource))));
    for (BegunLoad.Step step : load) {
      together.addDemand(
          model.newFixedInterval(step.from(), step.until() - step.from(), ""), step.load());
    }
  }

  private double demand(Part part, int resource) {
    return instance.demand(part.task(), machine)[resource];
  }

  private Scale scale(List<Part> holding, int resource) {
    DoubleStream demands =
        Stream.concat(holding.stream(), begun.stream()).mapToDouble(part -> demand(part, resource));
    return Scale.of(
        DoubleStream.concat(demands, DoubleStream.of(instance.capacity(machine)[resource]))
            .toArray(),
        LARGEST);
  }
}
