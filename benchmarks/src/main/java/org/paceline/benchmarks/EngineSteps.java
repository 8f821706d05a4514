package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.Examples;
import org.paceline.data.ImageShape;
import org.paceline.data.Standardisation;
import org.paceline.data.Subset;
import org.paceline.feed.ImageFeed;
import org.paceline.feed.Steps;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;

/**
 * Training steps of a named network on one batch of noise, which decides nothing about their speed.
 */
final class EngineSteps {

  static final int CLASSES = 10;
  private static final int WARM_UP_STEPS = 10;
  private static final double COMPARABLE_RATE = 0.01;
  private static final long SEED = 1;

  private final TrainableNetwork network;
  private final DataSet batch;

  private EngineSteps(TrainableNetwork network, DataSet batch) {
    this.network = network;
    this.batch = batch;
  }

  static EngineSteps of(String model, String batchSize, boolean stock) {
    return of(model, batchSize, stock, Updater.NESTEROVS, Updater.NESTEROVS.usualRate());
  }

  /** Plain descent in small steps: others amplify differences of rounding from step to step. */
  static EngineSteps comparable(String model, String batchSize, boolean stock) {
    return of(model, batchSize, stock, Updater.SGD, COMPARABLE_RATE);
  }

  private static EngineSteps of(
      String model, String batchSize, boolean stock, Updater updater, double rate) {
    NetworkOptions options =
        new NetworkOptions(new ImageShape(3, 32, 32), CLASSES, updater, rate, SEED);
    String configuration = Networks.configuration(model, options);
    TrainableNetwork network =
        stock ? TrainableNetwork.of(stock(configuration)) : TrainableNetwork.of(configuration);
    return new EngineSteps(network, batch(Integer.parseInt(batchSize)));
  }

  /** DL4J's own layers; a network that Paceline opens would have others. */
  private static NeuralNetwork stock(String configuration) {
    NeuralNetwork network =
        configuration.contains("\"networkInputs\"")
            ? new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration))
            : new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration));
    network.init();
    return network;
  }

  private static DataSet batch(int size) {
    Nd4j.getRandom().setSeed(SEED);
    INDArray labels = Nd4j.zeros(size, CLASSES);
    for (int i = 0; i < size; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return new DataSet(Nd4j.randn(size, 3, 32, 32), labels);
  }

  void train(int steps) {
    for (int i = 0; i < steps; i++) {
      network.fit(batch);
    }
  }

  void train(org.nd4j.linalg.dataset.api.DataSet other) {
    network.fit(other);
  }

  /** Trains on images instead of noise. */
  void trainOnShapes(int steps) {
    Iterator<org.nd4j.linalg.dataset.api.DataSet> batches = shapes(batch.numExamples());
    for (int i = 0; i < steps; i++) {
      network.fit(batches.next());
    }
  }

  /** Batches without end, as an executor is fed from eight blocks. */
  static Iterator<org.nd4j.linalg.dataset.api.DataSet> shapes(int size) {
    Examples examples = DataSpec.parse("shapes").open(Subset.TRAIN);
    List<ExampleBlock> blocks = List.of(examples.read(0, 8 * size));
    ImageFeed feed =
        new ImageFeed(
            examples.shape(), CLASSES, size, Standardisation.of(examples), false, Steps.PER_BATCH);
    return new Iterator<>() {
      private Iterator<org.nd4j.linalg.dataset.api.DataSet> pass = feed.batches(blocks, 0);
      private long passes;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public org.nd4j.linalg.dataset.api.DataSet next() {
        pass = pass.hasNext() ? pass : feed.batches(blocks, ++passes);
        return pass.next();
      }
    };
  }

  /** Times its layers from now on. */
  LayerClock watched() {
    train(1);
    return LayerClock.on(network.network());
  }

  /** Examples and seconds. */
  String trainFor(double seconds) {
    if (network.iterations() == 0) {
      train(WARM_UP_STEPS);
    }
    long begin = System.nanoTime();
    long examples = 0;
    while (Measurement.secondsSince(begin) < seconds) {
      examples += batch.numExamples();
      train(1);
    }
    return examples + " " + Measurement.secondsSince(begin);
  }

  void write(Path file) throws IOException {
    float[] parameters = network.parameters();
    ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Float.BYTES);
    bytes.asFloatBuffer().put(parameters);
    Files.write(file, bytes.array());
  }
}
