package org.paceline.benchmarks;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.data.ExampleBlock;
import org.paceline.feed.BlockSource;
import org.paceline.feed.TrainingData;
import org.paceline.pool.PoolWorker;
import org.paceline.scout.Recruiting;
import org.paceline.train.Rounds;
import org.paceline.train.Training;
import org.paceline.train.TrainingOptions;
import org.paceline.train.TrainingOutcome;
import org.paceline.train.TrainingProgress;

/**
 * Paceline's own training with one of its planners.
 *
 * @param spark the application's context
 * @param pool the executors with their trials
 * @param work what is trained
 * @param options how, the planner included
 * @param progress is told of every round
 */
public record PlannedTraining(
    JavaSparkContext spark,
    List<PoolWorker> pool,
    Workload work,
    TrainingOptions options,
    TrainingProgress progress)
    implements Contender {

  @Override
  public Measurement measure() {
    TrainingOutcome outcome = train().outcome();
    return new Measurement(
        outcome.examples(),
        outcome.seconds(),
        worstSpread(outcome),
        outcome.capacity(),
        Double.NaN);
  }

  /**
   * Trains afresh from the workload's start.
   *
   * @return what it came to
   */
  public Trained train() {
    BlockSource<ExampleBlock> source = work.source(spark.sc());
    Rounds rounds = new Rounds();
    try {
      TrainingOutcome outcome = session(source).listen(rounds).listen(progress).fit().outcome();
      return new Trained(outcome, rounds.all());
    } finally {
      source.blocks().unpersist(true);
    }
  }

  /** Has executors load and compile what training needs. */
  void rehearse() {
    session(work.source(spark.sc())).rehearse();
  }

  /** Who comes while it trains takes no part: a row is of the pool that had the trials. */
  private Training<ExampleBlock> session(BlockSource<ExampleBlock> source) {
    return Training.on(spark)
        .data(TrainingData.of(source))
        .network("benchmark", work.untrained())
        .optimise(options)
        .recruit(Recruiting.of(pool.stream().map(PoolWorker::anew).toList()));
  }

  private static double worstSpread(TrainingOutcome outcome) {
    return outcome.workers().stream()
        .mapToDouble(worker -> Math.abs(worker.tally().finishSpread()))
        .max()
        .orElse(0);
  }
}
