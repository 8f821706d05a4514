package org.paceline.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.paceline.plan.RatioPlanner;
import org.paceline.pool.PoolWorker;
import org.paceline.round.Patience;
import org.paceline.train.Split;
import org.paceline.train.TrainingOptions;

/** The ways to deal shares while a worker's speed changes. */
enum AdaptRow {
  /** Shares follow the observed speeds, and no round waits long for who falls back. */
  PROPORTIONAL,
  /** Shares are those of the trial speeds for the whole run; every round waits for everybody. */
  STATIC,
  /** Every worker has the same share; every round waits for everybody. */
  UNIFORM;

  private static final Patience ENDLESS = new Patience(Double.POSITIVE_INFINITY, 0);

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  TrainingOptions options(Workload work, List<PoolWorker> pool) {
    TrainingOptions usual = work.options(split(pool));
    Duration wait = usual.executorWait();
    return this == PROPORTIONAL ? usual : usual.waiting(ENDLESS, wait);
  }

  private Split split(List<PoolWorker> pool) {
    return switch (this) {
      case PROPORTIONAL -> Row.PROPORTIONAL.split();
      case STATIC -> ofTrials(pool);
      case UNIFORM -> Row.EQUAL.split();
    };
  }

  private static Split ofTrials(List<PoolWorker> pool) {
    List<Double> speeds = pool.stream().map(w -> w.trial().examplesPerSecond()).toList();
    return new Split.Uniform(new RatioPlanner(speeds), true, OptionalInt.of(speeds.size()));
  }
}
