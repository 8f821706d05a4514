package org.paceline.jobs;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.scout.Scout;
import org.paceline.speed.Trial;

/** Times one network at several batch sizes, each on all executors at once. */
final class BatchTrials {

  /**
   * Shorter than a run's trial: batches are compared, and a slow executor has few steps a second.
   */
  private static final Trial TRIAL = new Trial(3, Duration.ofSeconds(4));

  private final JavaSparkContext spark;
  private final Examples examples;
  private final String configuration;
  private final Standardisation standardisation;

  BatchTrials(JavaSparkContext spark, Examples examples, String configuration) {
    this.spark = spark;
    this.examples = examples;
    this.configuration = configuration;
    this.standardisation = Standardisation.of(spark.sc(), examples);
  }

  /** A few steps that nobody times. */
  void warmUp(Scout scout, int batchSize) {
    scout.warmUp(source(batchSize), configuration);
  }

  /** Runs all trials; remembered speeds are neither used nor made, as these trials are short. */
  List<BatchTrial> run(Scout scout, List<Integer> batchSizes, ConsoleLine line) {
    List<BatchTrial> planned = planned(scout, batchSizes);
    TrialProgress progress =
        new TrialProgress(
            line,
            planned.stream().filter(BatchTrial::fits).map(BatchTrial::batchSize).toList(),
            TRIAL);
    List<BatchTrial> trials = new ArrayList<>();
    for (BatchTrial trial : planned) {
      trials.add(trial.fits() ? run(scout, trial, progress) : trial);
    }
    return trials;
  }

  /** What fits where, before anything runs. */
  private List<BatchTrial> planned(Scout scout, List<Integer> batchSizes) {
    BlockSource<ExampleBlock> source = source(batchSizes.get(0));
    return batchSizes.stream()
        .map(
            size ->
                new BatchTrial(
                    size, scout.memory(source, configuration, size, DeviceRequest.AUTO), Map.of()))
        .toList();
  }

  private BatchTrial run(Scout scout, BatchTrial planned, TrialProgress progress) {
    progress.start(planned.batchSize());
    List<PoolWorker> pool =
        scout.pool(
            source(planned.batchSize()),
            configuration,
            TRIAL,
            Optional.empty(),
            DeviceRequest.AUTO);
    BatchTrial trial =
        new BatchTrial(
            planned.batchSize(),
            planned.memory(),
            pool.stream()
                .filter(PoolWorker::fits)
                .collect(toMap(w -> w.member().executorId(), w -> w.trial().examplesPerSecond())));
    progress.end(trial.slowest());
    return trial;
  }

  private BlockSource<ExampleBlock> source(int batchSize) {
    ImageFeed feed =
        new ImageFeed(
            examples.shape(),
            examples.classes().size(),
            batchSize,
            standardisation,
            false,
            Steps.PER_BATCH);
    return BlockSource.of(spark.sc(), examples, feed);
  }
}
