package org.paceline.benchmarks;

import java.util.List;
import java.util.Locale;
import org.paceline.pool.PoolWorker;
import org.paceline.train.Split;
import org.paceline.train.TrainingProgress;

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

  /** Paceline's split of that name. */
  Split split() {
    return Split.parse(label());
  }

  Contender contender(TestStand stand, List<PoolWorker> pool) {
    return this == STOCK
        ? new StockTraining(stand.spark(), pool, stand.work())
        : stand.training(pool, stand.work().options(split()), TrainingProgress.NONE);
  }
}
