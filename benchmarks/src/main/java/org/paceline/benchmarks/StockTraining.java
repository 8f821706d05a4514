package org.paceline.benchmarks;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;
import org.paceline.data.ExampleBlock;
import org.paceline.data.ExampleRDD;
import org.paceline.feed.ImageFeed;
import org.paceline.pool.PoolWorker;

/**
 * DL4J's own parameter averaging, given every advantage: batches ready in memory before the clock
 * starts, one partition a worker, nothing exported to files.
 *
 * @param spark the application's context
 * @param pool the executors with their trials
 * @param work what is trained
 */
public record StockTraining(JavaSparkContext spark, List<PoolWorker> pool, Workload work)
    implements Contender {

  /** Is told of every pass over the data. */
  @FunctionalInterface
  public interface PassWatch {
    /**
     * A pass is over.
     *
     * @param pass its number, from 1
     * @param seconds of training until now
     * @param network as it is now
     * @return whether to go on
     */
    boolean goesOn(int pass, double seconds, MultiLayerNetwork network);
  }

  @Override
  public Measurement measure() {
    return measure((pass, seconds, network) -> true);
  }

  /**
   * Trains afresh from the workload's start.
   *
   * @param watch is told of every pass
   * @return what it came to
   */
  public Measurement measure(PassWatch watch) {
    JavaRDD<DataSet> batches = cached();
    StepCounter counter = StepCounter.of(spark.sc(), pool);
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, work.network(), master(counter));
    long start = System.nanoTime();
    int pass = 0;
    do {
      network.fit(batches);
      pass++;
    } while (watch.goesOn(pass, Measurement.secondsSince(start), network.getNetwork())
        && pass < work.epochs());
    double seconds = Measurement.secondsSince(start);
    batches.unpersist(true);
    return new Measurement(
        counter.examples(), seconds, null, counter.capacity(pool, seconds), Double.NaN);
  }

  // Kept as objects: as bytes, which is DL4J's default, each split would read all of them anew.
  private JavaRDD<DataSet> cached() {
    ImageFeed feed = work.feed();
    JavaRDD<DataSet> batches =
        new ExampleRDD(spark.sc(), work.examples(), feed.batchSize())
            .toJavaRDD()
            .coalesce(pool.size())
            .map(block -> batch(feed, block))
            .persist(StorageLevel.MEMORY_AND_DISK());
    batches.count();
    return batches;
  }

  private static DataSet batch(ImageFeed feed, ExampleBlock block) {
    return (DataSet) feed.batches(List.of(block), 0).next();
  }

  private ParameterAveragingTrainingMaster master(StepCounter counter) {
    int workers = pool.size();
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
