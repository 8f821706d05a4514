package org.paceline.model;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.ImageShape;

/** Whether a network fits the data that it is to learn from. */
public final class NetworkFit {

  /** Examples, values, time. */
  private static final int TIME_SERIES = 3;

  private NetworkFit() {}

  /**
   * Checks that the network fits its images, by one of zeros.
   *
   * @param network the network
   * @param shape the images' shape
   * @param classes how many classes they have
   * @throws IllegalArgumentException if it takes other images or tells other classes apart
   */
  static void check(TrainableNetwork network, ImageShape shape, int classes) {
    checkArithmetic(network);
    long[] one = {1, shape.channels(), shape.height(), shape.width()};
    checkLearnsFrom(network, one, new long[] {1, classes});
    long outputs;
    try {
      outputs = network.output(Nd4j.zeros(one)).columns();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the network does not take images of %s: %s".formatted(shape, e.getMessage()), e);
    }
    if (outputs != classes) {
      throw new IllegalArgumentException(
          "the network tells %d classes apart, the data has %d".formatted(outputs, classes));
    }
  }

  private static void checkArithmetic(TrainableNetwork network) {
    DataType type = network.network().params().dataType();
    if (type != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "the network computes in %s, only FLOAT is supported".formatted(type));
    }
    Layer last = Dl4jNetwork.of(network.network()).outputLayer().orElse(null);
    if (!(last instanceof IOutputLayer)) {
      throw new IllegalArgumentException("the network does not end in one output layer");
    }
  }

  /**
   * Checks that a step changes something.
   *
   * @param network the network
   * @param features the shape of a batch of inputs
   * @param labels the shape of its labels
   * @throws IllegalArgumentException if the network is trained by pieces of a time series, and
   *     these are none: DL4J then trains nothing
   */
  public static void checkLearnsFrom(TrainableNetwork network, long[] features, long[] labels) {
    boolean pieces = Dl4jNetwork.of(network.network()).backpropType() == BackpropType.TruncatedBPTT;
    boolean series = features.length == TIME_SERIES && labels.length == TIME_SERIES;
    if (pieces && !series) {
      throw new IllegalArgumentException(
          "the network's backpropType is TruncatedBPTT, which trains on time series with time"
              + " series as labels only; for other data it must be Standard");
    }
  }
}
