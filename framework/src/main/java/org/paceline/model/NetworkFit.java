package org.paceline.model;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.ImageShape;

/** Whether a network fits the data that it is to look at or to learn from. */
public final class NetworkFit {

  private NetworkFit() {}

  /**
   * Checks that the network fits images that it is to learn from.
   *
   * @param network the network
   * @param shape the images' shape
   * @param classes how many classes they have
   * @throws IllegalArgumentException if it takes other images, tells other classes apart, or would
   *     not learn
   */
  static void check(TrainableNetwork network, ImageShape shape, int classes) {
    checkArithmetic(network);
    Layer last = Dl4jNetwork.of(network.network()).outputLayer().orElse(null);
    if (!(last instanceof IOutputLayer)) {
      throw new IllegalArgumentException("the network does not end in one output layer");
    }
    checkLearnsFrom(network, one(shape), new long[] {1, classes});
    checkTakes(network, shape, classes);
  }

  /**
   * Checks that the network tells the classes of images, by an image of zeros.
   *
   * @param network the network
   * @param shape the images' shape
   * @param classes how many classes they have
   * @throws IllegalArgumentException if it takes other images or tells other classes apart
   */
  static void checkTakes(TrainableNetwork network, ImageShape shape, int classes) {
    int outputs = outputs(network, shape);
    if (outputs != classes) {
      throw new IllegalArgumentException(
          "the network tells %s classes apart, the data has %s".formatted(outputs, classes));
    }
  }

  /** How many classes the network tells apart, by an image of zeros. */
  static int outputs(TrainableNetwork network, ImageShape shape) {
    checkArithmetic(network);
    INDArray output;
    try {
      output = network.output(Nd4j.zeros(one(shape)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the network does not take images of %s: %s".formatted(shape, Reason.of(e)), e);
    }
    if (output.rank() != 2) {
      throw new IllegalArgumentException(
          "the network puts out an array of %s axes for an image, not one row of classes"
              .formatted(output.rank()));
    }
    return output.columns();
  }

  private static long[] one(ImageShape shape) {
    return new long[] {1, shape.channels(), shape.height(), shape.width()};
  }

  private static void checkArithmetic(TrainableNetwork network) {
    DataType type = network.network().params().dataType();
    if (type != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "the network computes in %s, only FLOAT is supported".formatted(type));
    }
  }

  /**
   * Checks that a step changes something, and is the step that the configuration asks for.
   *
   * @param network the network
   * @param features the shape of a batch of inputs
   * @param labels the shape of its labels
   * @throws IllegalArgumentException if it would be trained in another way than its configuration
   *     says, or not at all
   */
  public static void checkLearnsFrom(TrainableNetwork network, long[] features, long[] labels) {
    new LearningFit(Dl4jNetwork.of(network.network())).check(features, labels);
  }
}
