package org.deeplearning4j.cuda.normalization;

import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Batch normalisation on a card by ND4J's {@code batchnorm} and {@code batchnorm_bp}, which hand it
 * to cuDNN.
 */
public final class CudnnBatchNormalizationHelper extends MKLDNNBatchNormHelper {

  /**
   * Called by DL4J, by reflection, with its arguments in an array.
   *
   * @param arguments the layer's data type
   */
  public CudnnBatchNormalizationHelper(Object... arguments) {
    this((DataType) arguments[0]);
  }

  /**
   * Called by DL4J where it finds this class with its second class loader only.
   *
   * @param type the layer's data type
   */
  public CudnnBatchNormalizationHelper(DataType type) {
    super(type);
  }

  /** DL4J asks only where ND4J's backend is CUDA. */
  @Override
  public boolean checkSupported() {
    return true;
  }

  @Override
  public boolean checkSupported(double eps, boolean fixedGammaBeta) {
    return !fixedGammaBeta;
  }
}
