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
      stand.rehearseStock(pool);
    }
  }

  PoolResult result(OutputOption output) {
    Map<Row, List<Measurement>> measured = new EnumMap<>(Row.class);
    List<PoolWorker> pool = List.of();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      for (Row row : rows) {
        // Computers drift: a row is compared with what the workers could do just before it.
        pool = stand.trials();
        measured.computeIfAbsent(row, key -> new ArrayList<>()).add(measure(row, pool, repeat));
      }
    }
    List<RowResult> results =
        rows.stream().map(row -> RowResult.of(row, measured.get(row))).toList();
    results.forEach(row -> TestStand.doubt(row.row(), row.efficiencyOfTrial()));
    Setting setting = output.setting().on(pool, stand.limiter());
    return PoolResult.of(setting, pool, stand.work().offered(), results);
  }

  private Measurement measure(Row row, List<PoolWorker> pool, int repeat) {
    Measurement one = row.contender(stand, pool).measure().against(PoolResult.trialSum(pool));
    LOG.info("{} {}/{}: {}", row.label(), repeat, repeats, one);
    return one;
  }
}
