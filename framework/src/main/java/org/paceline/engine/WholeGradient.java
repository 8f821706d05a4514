package org.paceline.engine;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a whole network, told as the very array that its layers' gradients are views of.
 * DL4J's updaters compare by identity, and take another array for a stranger's: they would cut new
 * views for every parameter at every step.
 */
final class WholeGradient extends DefaultGradient {

  private static final long serialVersionUID = 1L;

  private final INDArray whole;

  WholeGradient(Gradient gradient, INDArray whole) {
    this.whole = whole;
    gradient.gradientForVariable().forEach(this::setGradientFor);
  }

  @Override
  public INDArray gradient() {
    return whole;
  }
}
