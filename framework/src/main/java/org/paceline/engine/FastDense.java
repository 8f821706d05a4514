package org.paceline.engine;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer that keeps its output for the backward pass instead of computing it again. */
final class FastDense extends DenseLayer {

  private static final long serialVersionUID = 1L;
  private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
  private static final String BIAS = DefaultParamInitializer.BIAS_KEY;

  private final transient Rectifier rectifier;
  private final transient Kernel product = new Kernel("matmul", new long[] {0, 0, 0});
  private transient INDArray output;

  FastDense(DenseLayer replaced) {
    super(replaced.conf(), DataType.FLOAT);
    rectifier = Rectifier.of(layerConf().getActivationFn());
  }

  static boolean replaces(org.deeplearning4j.nn.conf.layers.DenseLayer conf) {
    return !conf.hasLayerNorm() && Rectifier.knows(conf.getActivationFn());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (maskArray != null || input.rank() != 2) {
      output = null;
      return super.activate(training, workspaces);
    }
    INDArray weights = getParam(WEIGHTS);
    output =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            DataType.FLOAT,
            new long[] {input.size(0), weights.size(1)},
            'c');
    product.run(new INDArray[] {input.castTo(DataType.FLOAT), weights}, output);
    if (hasBias()) {
      output.addiRowVector(getParam(BIAS));
    }
    rectifier.apply(output, output);
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (maskArray != null || output == null) {
      return super.backpropGradient(epsilon, workspaces);
    }
    INDArray incoming =
        epsilon.ordering() == 'c' && !epsilon.isView()
            ? epsilon
            : workspaces.dup(ArrayType.BP_WORKING_MEM, epsilon, 'c');
    INDArray delta = rectifier.gradient(output, incoming, workspaces, ArrayType.BP_WORKING_MEM);
    Gradient gradient = new DefaultGradient();
    if (hasBias()) {
      INDArray bias = gradientViews.get(BIAS);
      delta.sum(bias, 0);
      gradient.setGradientFor(BIAS, bias);
    }
    INDArray weights = gradientViews.get(WEIGHTS);
    product.run(new INDArray[] {input.castTo(DataType.FLOAT).transpose(), delta}, weights);
    gradient.setGradientFor(WEIGHTS, weights);
    INDArray outgoing =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'c');
    product.run(new INDArray[] {delta, getParam(WEIGHTS).transpose()}, outgoing);
    return new Pair<>(gradient, outgoing);
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }
}
