package org.paceline.assign.cpsat;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import com.google.ortools.util.Domain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paceline.assign.Begun;
import org.paceline.assign.Instance;
import org.paceline.assign.Task;
import org.paceline.assign.Window;

/**
 * A problem in CP-SAT's words: a literal for each task on each machine, and, where times matter, an
 * optional interval.
 */
// A task of one copy has one start, shared by its intervals on all machines; copies have a start a
// machine, and a follower chooses the copy whose data it takes. Times that are not whole are
// rounded up, so that plans can be kept; Accuracy takes that off the bound.
final class CpSatModel {

  private final Instance instance;
  private final Units units;
  private final CpModel model = new CpModel();
  private final List<List<Site>> sites = new ArrayList<>();
  private final List<Literal> done = new ArrayList<>();
  private final Map<Integer, IntVar> ends = new HashMap<>();
  private boolean exactAmounts = true;

  CpSatModel(Instance instance, Units units) {
    this.instance = instance;
    this.units = units;
    for (int i = 0; i < instance.tasks(); i++) {
      sites.add(new ArrayList<>());
      addTask(i);
    }
    for (int i = 0; i < instance.tasks(); i++) {
      addDependencies(i);
    }
    for (int j = 0; j < instance.machines(); j++) {
      exactAmounts &= new MachineModel(instance, units, model, sites, j).add();
    }
    new Aim(instance, units, this).set();
  }

  CpModel model() {
    return model;
  }

  /** Whether what tasks hold and machines have is whole in the solver's units. */
  boolean exactAmounts() {
    return exactAmounts;
  }

  List<Site> sites(int task) {
    return sites.get(task);
  }

  private void addTask(int i) {
    Task task = instance.task(i);
    for (Begun begun : task.begun()) {
      sites.get(i).add(begunSite(i, begun));
    }
    boolean alone = task.copies() == 1;
    IntVar shared = alone && units.timed() ? start() : null;
    for (int j = 0; j < instance.machines(); j++) {
      if (instance.allowed(i, j) && !instance.begun(i, j)) {
        sites.get(i).add(openSite(i, j, alone ? shared : start()));
      }
    }
    done.add(copies(i));
  }

  private Site begunSite(int i, Begun begun) {
    int machine = instance.machineNumber(begun.machine());
    double finish = begun.finish().orElse(begun.start() + instance.seconds(i, machine));
    long start = units.time().down(begun.start());
    long end = units.time().up(finish);
    return new Site(
        machine,
        model.trueLiteral(),
        new Site.Ends(LinearExpr.constant(start), LinearExpr.constant(end)),
        end - start,
        new Site.Span(start, end));
  }

  private IntVar start() {
    if (!units.timed()) {
      return null;
    }
    long now = units.time().up(instance.problem().now());
    return model.newIntVar(now, units.horizon(), "");
  }

  private Site openSite(int i, int j, IntVar start) {
    BoolVar here = model.newBoolVar("");
    long seconds = units.time().up(instance.seconds(i, j));
    if (start == null) {
      return new Site(j, here, null, seconds, null);
    }
    keepHours(start, here, instance.machine(j).hours(), seconds);
    return new Site(
        j, here, new Site.Ends(start, LinearExpr.affine(start, 1, seconds)), seconds, null);
  }

  private void keepHours(IntVar start, Literal here, List<Window> hours, long seconds) {
    if (hours.equals(List.of(Window.ALWAYS))) {
      return;
    }
    List<long[]> starts = new ArrayList<>();
    for (Window window : hours) {
      long from = units.time().up(window.from());
      long until =
          Double.isInfinite(window.until())
              ? units.horizon()
              : units.time().down(window.until()) - seconds;
      if (until >= from) {
        starts.add(new long[] {from, until});
      }
    }
    if (starts.isEmpty()) {
      model.addEquality(LinearExpr.term(here, 1), 0);
    } else {
      model
          .addLinearExpressionInDomain(start, Domain.fromIntervals(starts.toArray(new long[0][])))
          .onlyEnforceIf(here);
    }
  }

  /** As many copies as it is to have, or none where it may be left out. */
  private Literal copies(int i) {
    LinearExprBuilder sum = LinearExpr.newBuilder();
    sites.get(i).forEach(site -> sum.add(site.here()));
    if (instance.required(i)) {
      model.addEquality(sum, instance.task(i).copies());
      return model.trueLiteral();
    }
    BoolVar some = model.newBoolVar("");
    model.addEquality(sum, LinearExpr.term(some, instance.task(i).copies()));
    return some;
  }

  private void addDependencies(int i) {
    int[] before = instance.graph().before(i);
    for (int k = 0; k < before.length; k++) {
      addOrder(i, before[k], units.time().up(instance.graph().transfers(i)[k]));
    }
  }

  /** What has begun waits for nothing any more. */
  private void addOrder(int i, int before, long transfer) {
    for (Site site : sites.get(i)) {
      if (instance.begun(i, site.machine())) {
        continue;
      }
      model.addImplication(site.here(), done.get(before));
      if (units.timed() && instance.task(before).copies() == 1) {
        afterOnly(site, before, transfer);
      } else if (units.timed()) {
        afterAny(site, before, transfer);
      }
    }
  }

  /** The one copy before is done and, where it is elsewhere, its data here. */
  private void afterOnly(Site site, int before, long transfer) {
    LinearExprBuilder come = LinearExpr.newBuilder().add(end(before)).add(transfer);
    sites.get(before).stream()
        .filter(from -> from.machine() == site.machine())
        .forEach(from -> come.addTerm(from.here(), -transfer));
    model.addGreaterOrEqual(site.times().start(), come).onlyEnforceIf(site.here());
  }

  /** The end of a task of one copy, wherever that is. */
  private IntVar end(int i) {
    return ends.computeIfAbsent(i, this::newEnd);
  }

  private IntVar newEnd(int i) {
    IntVar end = model.newIntVar(units.earliest(), units.horizon(), "");
    sites
        .get(i)
        .forEach(site -> model.addEquality(end, site.times().end()).onlyEnforceIf(site.here()));
    return end;
  }

  /** One of the copies before is done and its data here. */
  private void afterAny(Site site, int before, long transfer) {
    List<Literal> any = new ArrayList<>();
    any.add(site.here().not());
    for (Site from : sites.get(before)) {
      Literal taken = chosen(from);
      any.add(taken);
      long way = site.machine() == from.machine() ? 0 : transfer;
      model
          .addGreaterOrEqual(
              site.times().start(), LinearExpr.newBuilder().add(from.times().end()).add(way))
          .onlyEnforceIf(new Literal[] {site.here(), taken});
    }
    model.addBoolOr(any);
  }

  private Literal chosen(Site from) {
    BoolVar taken = model.newBoolVar("");
    model.addImplication(taken, from.here());
    return taken;
  }

  /** The end of a task's first copy, from below. */
  IntVar firstEnd(int i) {
    if (instance.task(i).copies() == 1) {
      return end(i);
    }
    IntVar end = model.newIntVar(units.earliest(), units.horizon(), "");
    List<Literal> any = new ArrayList<>();
    for (Site site : sites.get(i)) {
      Literal first = chosen(site);
      any.add(first);
      model.addGreaterOrEqual(end, site.times().end()).onlyEnforceIf(first);
    }
    any.add(done.get(i).not());
    model.addBoolOr(any);
    return end;
  }
}
