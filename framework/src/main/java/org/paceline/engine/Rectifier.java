package org.paceline.engine;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The rectifier max(0, x), or none. Its gradient is taken from its output, so that what went in
 * need not be kept: the sign of the output is 1 where the gradient passes and 0 elsewhere. ND4J's
 * own {@code relu_bp} runs on one thread and takes five times as long.
 */
enum Rectifier {
  NONE {
    @Override
    void apply(INDArray from, INDArray to) {}

    @Override
    INDArray gradient(INDArray output, INDArray epsilon, LayerWorkspaceMgr mgr, ArrayType type) {
      return epsilon;
    }
  },
  RELU {
    @Override
    void apply(INDArray from, INDArray to) {
      Nd4j.exec(new RectifiedLinear(from, to));
    }

    @Override
    INDArray gradient(INDArray output, INDArray epsilon, LayerWorkspaceMgr mgr, ArrayType type) {
      INDArray gradient = mgr.createUninitialized(type, DataType.FLOAT, output.shape(), 'c');
      Nd4j.exec(new Sign(output, gradient));
      return gradient.muli(epsilon);
    }
  };

  /** Whether an activation function is one of these. */
  static boolean knows(IActivation activation) {
    return activation instanceof ActivationIdentity || activation.equals(new ActivationReLU());
  }

  static Rectifier of(IActivation activation) {
    return activation instanceof ActivationIdentity ? NONE : RELU;
  }

  /** Sets {@code to}, which may be {@code from}; both without gaps. */
  abstract void apply(INDArray from, INDArray to);

  /** The gradient at the input; all arrays without gaps and in the same order. */
  abstract INDArray gradient(
      INDArray output, INDArray epsilon, LayerWorkspaceMgr mgr, ArrayType type);
}
