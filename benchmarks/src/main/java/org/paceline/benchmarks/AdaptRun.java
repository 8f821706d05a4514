package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.paceline.pool.PoolWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The adapt benchmark on a running cluster.
 *
 * @param stand the cluster and what every row trains
 * @param cut the worker that falls back
 * @param rows which rows, in the table's order
 * @param fallAt after which part of the run's examples it does
 * @param backAt after which part it comes back
 */
record AdaptRun(TestStand stand, ShareCut cut, Set<AdaptRow> rows, double fallAt, double backAt) {

  private static final Logger LOG = LoggerFactory.getLogger(AdaptRun.class);

  AdaptResult result(OutputOption output) {
    List<AdaptRowResult> results = new ArrayList<>();
    List<PoolWorker> pool = List.of();
    for (AdaptRow row : rows) {
      pool = stand.trials();
      AdaptRowResult one = measure(row, pool);
      LOG.info(
          "{}: {} examples in {} s, η {}",
          one.row(),
          one.examples(),
          one.seconds(),
          one.efficiency());
      TestStand.doubt(one.row(), one.efficiencyOfTrial());
      results.add(one);
    }
    return new AdaptResult(
        output.setting().on(pool, stand.limiter()),
        stand.work().offered(),
        PoolResult.Worker.all(pool),
        cut.worker(),
        ShareCut.REST,
        List.copyOf(results));
  }

  private AdaptRowResult measure(AdaptRow row, List<PoolWorker> pool) {
    Incident fall = new Incident(fallAt, cut::fall);
    Incident back = new Incident(backAt, cut::comeBack);
    Trained trained = train(row, pool, List.of(fall, back));
    List<Double> speeds = pool.stream().map(w -> w.trial().examplesPerSecond()).toList();
    double missing = speeds.get(TestStand.seatOf(pool, cut.worker())) * (1 - ShareCut.REST);
    Potential potential =
        new Potential(
            PoolResult.trialSum(pool),
            missing,
            fall.seconds().orElse(null),
            back.seconds().orElse(null));
    return AdaptRowResult.of(row.label(), speeds, potential, trained);
  }

  private Trained train(AdaptRow row, List<PoolWorker> pool, List<Incident> planned) {
    try (Incidents incidents = new Incidents(planned)) {
      return stand.training(pool, row.options(stand.work(), pool), incidents).train();
    } finally {
      cut.comeBack();
    }
  }
}
