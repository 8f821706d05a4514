package org.paceline.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.cluster.ClusterException;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.job.JobContext;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.scout.Scout;
import org.paceline.speed.Trial;
import org.paceline.train.TrainingOptions;
import org.paceline.train.TrainingProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running cluster with the work that is measured on it.
 *
 * @param context the application
 * @param work what every row trains
 */
public record TestStand(JobContext context, Workload work) {

  private static final Logger LOG = LoggerFactory.getLogger(TestStand.class);

  static final int WARM_UP_ROUNDS = 5;

  /** Beyond this efficiency the trials, not the training, were slowed by something else. */
  private static final double TRIAL_ERROR = 1.05;

  /**
   * Spark's context.
   *
   * @return the application's
   */
  public JavaSparkContext spark() {
    return context.sparkContext();
  }

  /**
   * Has all executors load and compile what training needs.
   *
   * @return them, without speeds
   */
  public List<PoolWorker> warmUp() {
    List<PoolWorker> pool = scout().unmeasured(work.source(spark().sc()), work.configuration());
    training(pool, work.options(Row.EQUAL.split()), TrainingProgress.NONE).rehearse();
    return pool;
  }

  /**
   * Has all executors load and compile what DL4J's own training needs.
   *
   * @param pool the executors
   */
  public void rehearseStock(List<PoolWorker> pool) {
    new StockTraining(spark(), pool, work.rehearsal(pool.size(), WARM_UP_ROUNDS)).measure();
  }

  /**
   * A fresh trial of every executor that is here.
   *
   * @return them with their speeds
   */
  public List<PoolWorker> trials() {
    return scout()
        .pool(
            work.source(spark().sc()),
            work.configuration(),
            Trial.DEFAULT,
            Optional.empty(),
            DeviceRequest.AUTO);
  }

  PlannedTraining training(
      List<PoolWorker> pool, TrainingOptions options, TrainingProgress progress) {
    return new PlannedTraining(spark(), pool, work, options, progress);
  }

  /**
   * How workers are held to their shares.
   *
   * @return in a few words
   */
  public String limiter() {
    return context.limiter().orElse("nothing");
  }

  /**
   * The cluster that was started for this run; a benchmark disturbs nobody else's.
   *
   * @param worker who is to be disturbed
   * @return an embedded cluster
   * @throws IllegalArgumentException if there is none, or no such worker
   */
  public EmbeddedCluster ownCluster(int worker) {
    EmbeddedCluster cluster =
        context
            .cluster()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "this benchmark disturbs a worker, so it needs an embedded cluster:"
                            + " give --workers, not --master"));
    int workers = cluster.cpuShares().size();
    if (worker < 0 || worker >= workers) {
      throw new IllegalArgumentException(
          "--worker must be from 0 to %s with %s workers, not %s"
              .formatted(workers - 1, workers, worker));
    }
    return cluster;
  }

  /**
   * The seat of a worker of the embedded cluster.
   *
   * @param pool the executors
   * @param worker its position
   * @return its place in the pool
   */
  public static int seatOf(List<PoolWorker> pool, int worker) {
    return IntStream.range(0, pool.size())
        .filter(seat -> pool.get(seat).member().ordinal() == worker)
        .findFirst()
        .orElseThrow(
            () -> new ClusterException("worker %s has no executor here".formatted(worker)));
  }

  static void doubt(String row, double efficiencyOfTrial) {
    if (efficiencyOfTrial > TRIAL_ERROR) {
      LOG.warn(
          "row {} is faster than the trial before it allows: the machine was busy during one of"
              + " them; run again on an idle machine",
          row);
    }
  }

  private Scout scout() {
    return new Scout(spark().sc(), context.members());
  }
}
