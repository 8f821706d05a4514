package org.paceline.benchmarks;

import java.util.OptionalInt;
import org.apache.spark.SparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.exchange.Averaging;
import org.paceline.exchange.NetworkState;
import org.paceline.feed.BlockSource;
import org.paceline.feed.ImageFeed;
import org.paceline.model.TrainableNetwork;
import org.paceline.profile.DeviceRequest;
import org.paceline.train.Split;
import org.paceline.train.TrainingOptions;

/**
 * The same work for every row of the table.
 *
 * @param examples what is trained on
 * @param feed how it is cut into batches
 * @param configuration the network
 * @param start the weights that every training starts from
 * @param roundBatches batches between two averagings, of all workers together
 * @param epochs passes over the data
 * @param seed decides everything random
 */
public record Workload(
    Examples examples,
    ImageFeed feed,
    String configuration,
    NetworkState start,
    int roundBatches,
    int epochs,
    long seed) {

  /** Checks the ranges. */
  public Workload {
    if (roundBatches < 1) {
      throw new IllegalArgumentException("a round has at least 1 batch, not " + roundBatches);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, not " + epochs);
    }
    if (feed.batchSize() > examples.size()) {
      throw new IllegalArgumentException(
          "--batch-size %s is larger than the data of %s examples"
              .formatted(feed.batchSize(), examples.size()));
    }
  }

  /** Examples that a training without loss trains. */
  long offered() {
    return (long) examples.size() * epochs;
  }

  /** Batches that a worker has between two averagings when all have the same number. */
  int batchesPerWorker(int workers) {
    int batches = ceilDivide(examples.size(), feed.batchSize());
    int rounds = ceilDivide(batches, roundBatches);
    return ceilDivide(ceilDivide(batches, rounds), workers);
  }

  /** The same work, but a few short rounds of it. */
  Workload rehearsal(int workers, int rounds) {
    Examples few = examples.first(rounds * workers * feed.batchSize());
    return new Workload(few, feed, configuration, start, workers, 1, seed);
  }

  /**
   * Rounds of the whole run when every round goes as planned.
   *
   * @return at least 1
   */
  public int rounds() {
    return epochs * ceilDivide(ceilDivide(examples.size(), feed.batchSize()), roundBatches);
  }

  /**
   * How Paceline trains it.
   *
   * @param split who gets how much
   * @return averaged by examples
   */
  public TrainingOptions options(Split split) {
    return new TrainingOptions(
        epochs,
        OptionalInt.of(roundBatches),
        split,
        Averaging.named("examples"),
        seed,
        DeviceRequest.AUTO);
  }

  /**
   * The data as blocks that can be dealt.
   *
   * @param context the application's
   * @return a block a batch
   */
  public BlockSource<ExampleBlock> source(SparkContext context) {
    return BlockSource.of(context, examples, feed);
  }

  /**
   * The network for DL4J's own training.
   *
   * @return with the weights that every row starts from
   * @throws IllegalArgumentException if it is a graph
   */
  public MultiLayerNetwork network() {
    if (untrained().network() instanceof MultiLayerNetwork layered) {
      return layered;
    }
    throw new IllegalArgumentException(
        "the stock row trains layered networks only, not a graph; choose --model cnn or lenet,"
            + " or leave stock out of --rows");
  }

  /**
   * The network.
   *
   * @return another one each time, with the weights that every row starts from
   */
  TrainableNetwork untrained() {
    TrainableNetwork network = TrainableNetwork.of(configuration);
    start.applyTo(network);
    return network;
  }

  private static int ceilDivide(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
