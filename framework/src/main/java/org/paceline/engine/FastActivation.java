package org.paceline.engine;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The rectifier as a layer of its own, for images with their channels last. */
final class FastActivation extends ActivationLayer {

  private static final long serialVersionUID = 1L;

  private transient boolean bare;
  private transient INDArray output;

  FastActivation(ActivationLayer replaced) {
    super(replaced.conf(), DataType.FLOAT);
  }

  /** Takes its gradients bare from now on. */
  void isMeetingPoint() {
    bare = true;
  }

  static boolean replaces(org.deeplearning4j.nn.conf.layers.ActivationLayer conf) {
    return conf.getActivationFn().equals(new ActivationReLU());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (input.rank() != 4) {
      output = null;
      return super.activate(training, workspaces);
    }
    INDArray images = ChannelsLast.of(input, workspaces, ArrayType.ACTIVATIONS);
    output = ChannelsLast.create(workspaces, ArrayType.ACTIVATIONS, images.shape());
    Rectifier.RELU.apply(images, output);
    return ChannelsLast.shown(output);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (epsilon.rank() != 4) {
      return super.backpropGradient(epsilon, workspaces);
    }
    INDArray incoming =
        bare ? epsilon : ChannelsLast.of(epsilon, workspaces, ArrayType.BP_WORKING_MEM);
    INDArray outgoing =
        Rectifier.RELU.gradient(output, incoming, workspaces, ArrayType.ACTIVATION_GRAD);
    return new Pair<>(new DefaultGradient(), ChannelsLast.shown(outgoing));
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }
}
