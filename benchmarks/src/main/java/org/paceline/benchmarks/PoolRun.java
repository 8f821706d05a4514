package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.paceline.pool.PoolWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool benchmark on a running cluster.
 *
 * @param stand the cluster and what every row trains
 * @param rows which rows, in the table's order
 * @param repeats how often all rows are run in turn, at least 1
 */
record PoolRun(TestStand stand, Set<Row> rows, int repeats) {

  private static final Logger LOG = LoggerFactory.getLogger(PoolRun.class);

  void warmUp() {
    List<PoolWorker> pool = stand.warmUp();
    if (rows.contains(Row.STOCK)) {
      Workload few = stand.work().rehearsal(pool.size(), TestStand.WARM_UP_ROUNDS);
      new StockTraining(stand.spark(), pool.size(), few).measure();
    }
  }

  PoolResult result(Map<String, String> options) {
    Map<Row, List<Measurement>> measured = new EnumMap<>(Row.class);
    List<PoolWorker> pool = stand.trials();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      // Computers drift: each repeat is compared with what the workers could do just before it.
      pool = repeat == 1 ? pool : stand.trials();
      measure(pool, repeat, measured);
    }
    List<RowResult> results =
        rows.stream().map(row -> RowResult.of(row, measured.get(row))).toList();
    results.forEach(row -> TestStand.doubt(row.row(), row.efficiency()));
    Setting setting = Setting.of(pool, stand.limiter(), options);
    return PoolResult.of(setting, pool, stand.work().offered(), results);
  }

  private void measure(List<PoolWorker> pool, int repeat, Map<Row, List<Measurement>> measured) {
    double trialSum = PoolResult.trialSum(pool);
    for (Row row : rows) {
      Measurement one = row.contender(stand, pool).measure().against(trialSum);
      LOG.info("{} {}/{}: {}", row.label(), repeat, repeats, one);
      measured.computeIfAbsent(row, key -> new ArrayList<>()).add(one);
    }
  }
}
