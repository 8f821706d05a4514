package org.paceline.assign.cpsat;

import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import org.paceline.assign.Instance;
import org.paceline.assign.Objective;

/** The objective. */
final class Aim {

  private final Instance instance;
  private final Units units;
  private final CpSatModel sites;

  Aim(Instance instance, Units units, CpSatModel sites) {
    this.instance = instance;
    this.units = units;
    this.sites = sites;
  }

  void set() {
    switch (instance.problem().objective()) {
      case VALUE -> sites.model().maximize(worth());
      case COST -> sites.model().minimize(worth());
      case MAKESPAN -> sites.model().minimize(makespan());
      case WEIGHTED_COMPLETION -> sites.model().minimize(weightedCompletion());
      case LATENESS -> sites.model().minimize(lateness());
    }
  }

  private LinearExprBuilder worth() {
    LinearExprBuilder sum = LinearExpr.newBuilder();
    boolean value = instance.problem().objective() == Objective.VALUE;
    for (int i = 0; i < instance.tasks(); i++) {
      for (Site site : sites.sites(i)) {
        int j = site.machine();
        double worth = value ? instance.value(i, j) : instance.cost(i, j);
        sum.addTerm(site.here(), units.worth().nearest(worth));
      }
    }
    return sum;
  }

  private IntVar time() {
    return sites.model().newIntVar(-units.horizon(), units.horizon(), "");
  }

  private IntVar makespan() {
    IntVar last = time();
    for (int i = 0; i < instance.tasks(); i++) {
      for (Site site : sites.sites(i)) {
        sites.model().addGreaterOrEqual(last, site.times().end()).onlyEnforceIf(site.here());
      }
    }
    return last;
  }

  private LinearExprBuilder weightedCompletion() {
    LinearExprBuilder sum = LinearExpr.newBuilder();
    for (int i = 0; i < instance.tasks(); i++) {
      long weight = units.worth().nearest(instance.task(i).priority());
      if (weight > 0) {
        sum.addTerm(sites.firstEnd(i), weight);
      }
    }
    return sum;
  }

  private IntVar lateness() {
    IntVar latest = time();
    for (int i = 0; i < instance.tasks(); i++) {
      if (instance.task(i).deadline().isPresent()) {
        long deadline = units.time().nearest(instance.task(i).deadline().getAsDouble());
        sites.model().addGreaterOrEqual(latest, LinearExpr.affine(sites.firstEnd(i), 1, -deadline));
      }
    }
    return latest;
  }
}
