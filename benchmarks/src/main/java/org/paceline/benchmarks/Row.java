package org.paceline.benchmarks;

import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.train.PoolWorker;

/** The rows of the table. */
enum Row {
  /** Every worker has the share with which all finish together. */
  PROPORTIONAL,
  /** Every worker has the same share, with all else as in the row above. */
  EQUAL,
  /** DL4J's ParameterAveragingTrainingMaster. */
  STOCK;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Contender contender(JavaSparkContext spark, List<PoolWorker> pool, Workload work) {
    return this == STOCK
        ? new StockTraining(spark, pool.size(), work)
        : new PlannedTraining(spark, pool, work, label());
  }
}
