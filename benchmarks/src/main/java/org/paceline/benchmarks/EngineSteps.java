package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.ImageShape;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;

/**
 * Training steps of a named network on one batch of noise, which decides nothing about their speed.
 */
final class EngineSteps {

  private static final int CLASSES = 10;
  private static final int WARM_UP_STEPS = 10;
  private static final long SEED = 1;

  private final TrainableNetwork network;
  private final DataSet batch;

  private EngineSteps(TrainableNetwork network, DataSet batch) {
    this.network = network;
    this.batch = batch;
  }

  static EngineSteps of(String model, String batchSize, boolean stock) {
    NetworkOptions options =
        new NetworkOptions(new ImageShape(3, 32, 32), CLASSES, Updater.NESTEROVS, 0.02, SEED);
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
