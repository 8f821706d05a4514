package org.paceline.benchmarks;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;
import org.paceline.data.ExampleBlock;
import org.paceline.data.ExampleRDD;
import org.paceline.feed.ImageFeed;

/**
 * DL4J's own parameter averaging, given every advantage: batches ready in memory before the clock
 * starts, one partition a worker, nothing exported to files.
 *
 * @param spark the application's context
 * @param workers executors
 * @param work what is trained
 */
record StockTraining(JavaSparkContext spark, int workers, Workload work) implements Contender {

  @Override
  public Measurement measure() {
    JavaRDD<DataSet> batches = cached();
    LongAccumulator examples = spark.sc().longAccumulator("examples trained by stock");
    SparkDl4jMultiLayer network =
        new SparkDl4jMultiLayer(spark, work.network(), master(new ExampleCounter(examples)));
    long start = System.nanoTime();
    for (int epoch = 0; epoch < work.epochs(); epoch++) {
      network.fit(batches);
    }
    double seconds = Measurement.secondsSince(start);
    batches.unpersist(true);
    return new Measurement(examples.value(), seconds, null, Double.NaN);
  }

  // Kept as objects: as bytes, which is DL4J's default, each split would read all of them anew.
  private JavaRDD<DataSet> cached() {
    ImageFeed feed = work.feed();
    JavaRDD<DataSet> batches =
        new ExampleRDD(spark.sc(), work.examples(), feed.batchSize())
            .toJavaRDD()
            .coalesce(workers)
            .map(block -> batch(feed, block))
            .persist(StorageLevel.MEMORY_AND_DISK());
    batches.count();
    return batches;
  }

  private static DataSet batch(ImageFeed feed, ExampleBlock block) {
    return (DataSet) feed.batches(List.of(block), 0).next();
  }

  private ParameterAveragingTrainingMaster master(ExampleCounter counter) {
    int batchSize = work.feed().batchSize();
    return new ParameterAveragingTrainingMaster.Builder(workers, batchSize)
        .batchSizePerWorker(batchSize)
        .averagingFrequency(work.batchesPerWorker(workers))
        .workerPrefetchNumBatches(0)
        .saveUpdater(true)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .storageLevel(null)
        .rngSeed(work.seed())
        .trainingHooks(List.of(counter))
        .build();
  }
}
