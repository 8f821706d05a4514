package org.paceline.benchmarks;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.data.ExampleBlock;
import org.paceline.profile.DeviceRequest;
import org.paceline.train.Averaging;
import org.paceline.train.BlockSource;
import org.paceline.train.PoolWorker;
import org.paceline.train.Scouting;
import org.paceline.train.Split;
import org.paceline.train.Trainer;
import org.paceline.train.TrainingOptions;
import org.paceline.train.TrainingOutcome;
import org.paceline.train.TrainingProgress;

/**
 * Paceline's own training with one of its planners.
 *
 * @param spark the application's context
 * @param pool the executors with their trials
 * @param work what is trained
 * @param split the planner's name
 */
record PlannedTraining(JavaSparkContext spark, List<PoolWorker> pool, Workload work, String split)
    implements Contender {

  @Override
  public Measurement measure() {
    BlockSource<ExampleBlock> source = work.source(spark.sc());
    Trainer<ExampleBlock> trainer = trainer(source);
    TrainingOutcome outcome =
        trainer.train(pool.stream().map(PoolWorker::anew).toList(), work.start());
    source.blocks().unpersist(true);
    return new Measurement(outcome.examples(), outcome.seconds(), worstSpread(outcome), Double.NaN);
  }

  /** Plays rounds without work, so that their code is compiled. */
  void rehearse(int rounds) {
    trainer(work.source(spark.sc())).rehearse(pool, work.start(), rounds);
  }

  private Trainer<ExampleBlock> trainer(BlockSource<ExampleBlock> source) {
    return new Trainer<>(
        spark, source, work.configuration(), options(), TrainingProgress.NONE, Scouting.NONE);
  }

  private TrainingOptions options() {
    return new TrainingOptions(
        work.epochs(),
        work.roundBatches(),
        Split.parse(split),
        Averaging.named("examples"),
        work.seed(),
        DeviceRequest.AUTO);
  }

  private static double worstSpread(TrainingOutcome outcome) {
    return outcome.workers().stream()
        .mapToDouble(worker -> Math.abs(worker.finishSpread()))
        .max()
        .orElse(0);
  }
}
