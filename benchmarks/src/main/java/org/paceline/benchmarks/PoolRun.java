package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.job.JobContext;
import org.paceline.profile.DeviceRequest;
import org.paceline.speed.Trial;
import org.paceline.train.PoolWorker;
import org.paceline.train.Scout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool benchmark on a running cluster.
 *
 * @param context the application
 * @param work what every row trains
 * @param rows which rows, in the table's order
 * @param repeats how often all rows are run in turn, at least 1
 */
record PoolRun(JobContext context, Workload work, Set<Row> rows, int repeats) {

  private static final Logger LOG = LoggerFactory.getLogger(PoolRun.class);
  private static final int WARM_UP_ROUNDS = 5;

  /** Beyond this efficiency the trials, not the training, were slowed by something else. */
  private static final double TRIAL_ERROR = 1.05;

  void warmUp() {
    JavaSparkContext spark = context.sparkContext();
    scout().warmUp(work.source(spark.sc()), work.configuration());
    List<PoolWorker> pool = scout().unmeasured(work.source(spark.sc()), work.configuration());
    new PlannedTraining(spark, pool, work, Row.EQUAL.label()).rehearse(WARM_UP_ROUNDS);
    if (rows.contains(Row.STOCK)) {
      Workload few = work.rehearsal(pool.size(), WARM_UP_ROUNDS);
      new StockTraining(spark, pool.size(), few).measure();
    }
  }

  PoolResult result(Map<String, String> options) {
    Map<Row, List<Measurement>> measured = new EnumMap<>(Row.class);
    List<PoolWorker> pool = trials();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      // Computers drift: each repeat is compared with what the workers could do just before it.
      pool = repeat == 1 ? pool : trials();
      measure(pool, repeat, measured);
    }
    List<RowResult> results =
        rows.stream().map(row -> RowResult.of(row, measured.get(row))).toList();
    results.forEach(PoolRun::doubt);
    String limiter = context.limiter().orElse("nothing");
    return PoolResult.of(pool, limiter, options, work.offered(), results);
  }

  private Scout scout() {
    return new Scout(context.sparkContext().sc(), context.members());
  }

  private List<PoolWorker> trials() {
    return scout()
        .pool(
            work.source(context.sparkContext().sc()),
            work.configuration(),
            Trial.DEFAULT,
            Optional.empty(),
            DeviceRequest.AUTO);
  }

  private void measure(List<PoolWorker> pool, int repeat, Map<Row, List<Measurement>> measured) {
    double trialSum = PoolResult.trialSum(pool);
    for (Row row : rows) {
      Measurement one =
          row.contender(context.sparkContext(), pool, work).measure().against(trialSum);
      LOG.info("{} {}/{}: {}", row.label(), repeat, repeats, one);
      measured.computeIfAbsent(row, key -> new ArrayList<>()).add(one);
    }
  }

  private static void doubt(RowResult row) {
    if (row.efficiency() > TRIAL_ERROR) {
      LOG.warn(
          "row {} is faster than the trials allow: the machine was busy during them, so η says"
              + " nothing; run again on an idle machine",
          row.row());
    }
  }
}
