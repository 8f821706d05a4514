package org.paceline.model;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What training with one example takes, counted from the weights and how often each is used.
 *
 * @param flops floating-point operations, forward and backward
 * @param activations the values that all layers together put out, the example included
 */
public record NetworkCost(double flops, long activations) {

  /** Multiply and add, once forward and twice backward: by the input and by the weights. */
  private static final double FLOPS_PER_WEIGHT_USE = 6;

  /**
   * Counts by a forward pass with zeros.
   *
   * @param network the network
   * @param shape the shape of a batch of inputs, of which the first number does not matter
   * @return the cost of one example
   */
  public static NetworkCost of(TrainableNetwork network, long... shape) {
    long[] one = shape.clone();
    one[0] = 1;
    INDArray example = Nd4j.zeros(one);
    Dl4jNetwork dl4j = Dl4jNetwork.of(network.network());
    double uses = 0;
    for (Map.Entry<Layer, INDArray> output : dl4j.outputs(example).entrySet()) {
      uses += uses(output.getKey(), output.getValue());
    }
    long activations = dl4j.activations(example).stream().mapToLong(INDArray::length).sum();
    return new NetworkCost(FLOPS_PER_WEIGHT_USE * Math.max(1, uses), activations);
  }

  private static double uses(Layer layer, INDArray activation) {
    INDArray weights = layer.paramTable().get("W");
    if (weights == null) {
      return 0;
    }
    boolean convolution = activation.rank() == 4;
    return weights.length() * (convolution ? activation.size(2) * activation.size(3) : 1.0);
  }
}
