package org.paceline.engine;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The sum of images with their channels last, as where a shortcut joins a residual network. */
final class FastSum extends ElementWiseVertex {

  private static final long serialVersionUID = 1L;

  private final transient boolean[] bare;

  FastSum(ComputationGraph graph, ElementWiseVertex replaced) {
    super(
        graph,
        replaced.getVertexName(),
        replaced.getVertexIndex(),
        replaced.getInputVertices(),
        replaced.getOutputVertices(),
        Op.Add,
        DataType.FLOAT);
    bare = new boolean[replaced.getInputVertices().length];
  }

  /** Hands the gradient of this input on bare from now on. */
  void meetOthers(int input) {
    bare[input] = true;
  }

  private boolean imagesOfOneShape() {
    return inputs.length > 1
        && Arrays.stream(inputs)
            .allMatch(input -> input.rank() == 4 && input.equalShapes(inputs[0]));
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    if (!canDoForward() || !imagesOfOneShape()) {
      return super.doForward(training, workspaces);
    }
    INDArray first = ChannelsLast.of(inputs[0], workspaces, ArrayType.ACTIVATIONS);
    INDArray sum = ChannelsLast.create(workspaces, ArrayType.ACTIVATIONS, first.shape());
    first.add(ChannelsLast.of(inputs[1], workspaces, ArrayType.ACTIVATIONS), sum);
    for (int i = 2; i < inputs.length; i++) {
      sum.addi(ChannelsLast.of(inputs[i], workspaces, ArrayType.ACTIVATIONS));
    }
    return ChannelsLast.shown(sum);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    if (!canDoBackward() || !imagesOfOneShape()) {
      return asPromised(super.doBackward(tbptt, workspaces), workspaces);
    }
    INDArray incoming = ChannelsLast.of(getEpsilon(), workspaces, ArrayType.ACTIVATION_GRAD);
    INDArray[] outgoing = new INDArray[inputs.length];
    for (int i = 0; i < outgoing.length; i++) {
      INDArray copy = ChannelsLast.create(workspaces, ArrayType.ACTIVATION_GRAD, incoming.shape());
      copy.assign(incoming);
      outgoing[i] = ChannelsLast.passed(copy, bare[i]);
    }
    return new Pair<>(null, outgoing);
  }

  /**
   * Gradients by DL4J's own vertex, as where shapes differ, still go bare where they meet others.
   */
  private Pair<Gradient, INDArray[]> asPromised(
      Pair<Gradient, INDArray[]> result, LayerWorkspaceMgr workspaces) {
    INDArray[] outgoing = result.getSecond();
    for (int i = 0; i < outgoing.length; i++) {
      if (bare[i]) {
        outgoing[i] = ChannelsLast.of(outgoing[i], workspaces, ArrayType.ACTIVATION_GRAD);
      }
    }
    return result;
  }
}
