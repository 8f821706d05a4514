package org.paceline.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of ND4J's native operations with its settings, run again and again on other arrays. Not
 * thread-safe.
 */
final class Kernel {

  private final CustomOp operation;
  private final OpContext context = Nd4j.getExecutioner().buildContext();

  Kernel(String operation, long[] integers, double... reals) {
    this.operation = DynamicCustomOp.builder(operation).build();
    context.setIArguments(integers);
    if (reals.length > 0) {
      context.setTArguments(reals);
    }
  }

  /** Runs it; the outputs must exist and have the right shapes. */
  void run(INDArray[] inputs, INDArray... outputs) {
    context.purge();
    for (int i = 0; i < inputs.length; i++) {
      context.setInputArray(i, inputs[i]);
    }
    for (int i = 0; i < outputs.length; i++) {
      context.setOutputArray(i, outputs[i]);
    }
    Nd4j.exec(operation, context);
  }
}
