package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paceline.plan.MeasuredSteps;
import org.paceline.plan.StepBaselines;
import org.paceline.plan.StepPlan;
import org.paceline.plan.StepTimePlanner;

/**
 * One global batch on one pool: how long it takes in several divisions, against the best.
 *
 * @param pool the machines' types
 * @param part the global batch as a part of what the pool can take
 * @param globalBatch examples
 * @param best seconds of the best division
 * @param ratios seconds of each division ÷ best
 * @param shares of the division by step times
 */
record StepsCase(
    List<String> pool,
    double part,
    int globalBatch,
    double best,
    Map<String, Double> ratios,
    List<Integer> shares) {

  private static final String BY_STEPS = "by step times";
  private static final String BY_ALL = "by all step times";
  private static final String EQUAL = "equal shares";
  private static final String PEAK = "by peak speed";

  static final List<String> DIVISIONS = List.of(BY_STEPS, BY_ALL, EQUAL, PEAK);

  /** Global batches, as parts of what the pool can take. */
  private static final double[] PARTS = {
    0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97
  };

  private static final double TOO_LONG = 1.15;

  /** Several global batches on a pool. */
  static List<StepsCase> of(List<MeasuredSteps> pool) {
    List<MeasuredSteps> half = pool.stream().map(StepsCase::everySecond).toList();
    int most = pool.stream().mapToInt(MeasuredSteps::cap).sum();
    double[] best = StepsBest.seconds(pool, most);
    List<StepsCase> cases = new ArrayList<>();
    for (double part : PARTS) {
      cases.add(of(pool, half, part, best));
    }
    return cases;
  }

  private static StepsCase of(
      List<MeasuredSteps> pool, List<MeasuredSteps> half, double part, double[] bests) {
    int batch = (int) Math.max(1, Math.round(part * (bests.length - 1)));
    double best = bests[batch];
    StepTimePlanner planner = new StepTimePlanner();
    if (planner.boundSeconds(pool, batch) > best) {
      throw new IllegalStateException(
          "the bound of %s examples on %s is wrong".formatted(batch, pool));
    }
    StepPlan plan = planner.plan(half, batch);
    Map<String, Double> ratios = new LinkedHashMap<>();
    ratios.put(BY_STEPS, judged(pool, plan) / best);
    ratios.put(BY_ALL, planner.plan(pool, batch).stepSeconds() / best);
    ratios.put(EQUAL, judged(pool, StepBaselines.equal(half, batch)) / best);
    ratios.put(PEAK, judged(pool, StepBaselines.byPeakSpeed(half, batch)) / best);
    List<String> names = pool.stream().map(MeasuredSteps::machine).toList();
    return new StepsCase(names, part, batch, best, ratios, plan.shares());
  }

  private static double judged(List<MeasuredSteps> pool, StepPlan plan) {
    return new StepPlan(pool, plan.shares()).stepSeconds();
  }

  /** The first measured size, the third and so on, and the last: what a machine can take stays. */
  private static MeasuredSteps everySecond(MeasuredSteps machine) {
    SortedMap<Integer, Double> kept = new TreeMap<>();
    boolean keep = true;
    for (Map.Entry<Integer, Double> step : machine.seconds().entrySet()) {
      if (keep) {
        kept.put(step.getKey(), step.getValue());
      }
      keep = !keep;
    }
    kept.put(machine.cap(), machine.seconds(machine.cap()));
    return new MeasuredSteps(machine.machine(), kept);
  }

  /** A row of the benchmark's table. */
  static Object[] row(String division, List<StepsCase> cases) {
    List<StepsCase> ranked = ranked(division, cases);
    StepsCase worst = ranked.get(ranked.size() - 1);
    long above = cases.stream().filter(c -> c.ratios().get(division) > TOO_LONG).count();
    return new Object[] {
      division,
      at(0.5, division, ranked),
      at(0.95, division, ranked),
      at(1, division, ranked),
      above,
      "%s on %s".formatted(worst.globalBatch(), String.join(" ", worst.pool()))
    };
  }

  static double median(String division, List<StepsCase> cases) {
    return ratio(0.5, division, ranked(division, cases));
  }

  private static List<StepsCase> ranked(String division, List<StepsCase> cases) {
    return cases.stream().sorted(Comparator.comparing(c -> c.ratios().get(division))).toList();
  }

  private static double ratio(double part, String division, List<StepsCase> ranked) {
    StepsCase there = ranked.get((int) Math.ceil(part * ranked.size()) - 1);
    return there.ratios().get(division);
  }

  private static String at(double part, String division, List<StepsCase> ranked) {
    return String.format(Locale.ROOT, "%.4f", ratio(part, division, ranked));
  }
}
