package org.paceline.assign.cpsat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import java.util.HashMap;
import java.util.Map;
import org.paceline.assign.Instance;

/** One search for a best plan. */
final class CpSatSearch {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final double TO_ANSWER = 0.4;
  private static final double LEAST_SECONDS = 0.1;

  private final Instance instance;
  private final Units units;
  private final CpSatModel model;
  private final Accuracy accuracy;
  private final CpSolver solver = new CpSolver();

  CpSatSearch(Instance instance, JsonNode how) {
    this.instance = instance;
    this.units = Units.of(instance);
    this.model = new CpSatModel(instance, units);
    this.accuracy = new Accuracy(instance, units, model);
    solver.getParameters().setMaxTimeInSeconds(seconds(how.get("until").asLong()));
    solver.getParameters().setRandomSeed(how.get("seed").asInt());
    solver.getParameters().setNumWorkers(how.get("workers").asInt());
    hint(how.path("start"));
  }

  /** Its process has taken some of the time to begin, and takes some to answer. */
  private static double seconds(long until) {
    return Math.max(LEAST_SECONDS, (until - System.currentTimeMillis()) / 1000.0 - TO_ANSWER);
  }

  /** A plan to begin with: triples of task, machine and start. */
  private void hint(JsonNode plan) {
    Map<Integer, Map<Integer, Double>> starts = new HashMap<>();
    for (JsonNode triple : plan) {
      starts
          .computeIfAbsent(triple.get(0).asInt(), task -> new HashMap<>())
          .put(triple.get(1).asInt(), triple.get(2).asDouble());
    }
    starts.forEach(this::hint);
  }

  private void hint(int task, Map<Integer, Double> starts) {
    for (Site site : model.sites(task)) {
      if (instance.begun(task, site.machine())) {
        continue;
      }
      Double start = starts.get(site.machine());
      if (site.here() instanceof BoolVar here) {
        model.model().addHint(here, start != null);
      }
      if (start != null && site.times() != null && site.times().start() instanceof IntVar begin) {
        model.model().addHint(begin, units.time().up(start));
      }
    }
  }

  ObjectNode run() {
    CpSolverStatus status = solver.solve(model.model());
    ObjectNode answer = JSON.createObjectNode();
    switch (status) {
      case OPTIMAL, FEASIBLE -> fill(answer);
      case INFEASIBLE -> answer.put("infeasible", accuracy.exact());
      case UNKNOWN ->
          accuracy
              .bound(solver.bestObjectiveBound())
              .ifPresent(bound -> answer.put("bound", bound));
      default -> answer.put("error", "the model is invalid: " + model.model().validate());
    }
    return answer;
  }

  private void fill(ObjectNode answer) {
    accuracy.bound(solver.bestObjectiveBound()).ifPresent(bound -> answer.put("bound", bound));
    for (int i = 0; i < instance.tasks(); i++) {
      for (Site site : model.sites(i)) {
        if (solver.booleanValue(site.here())) {
          answer
              .withArray("placements")
              .addArray()
              .add(i)
              .add(site.machine())
              .add(site.times() == null ? 0 : units.time().back(start(site)));
        }
      }
    }
  }

  private double start(Site site) {
    return solver.value(site.times().start());
  }
}
