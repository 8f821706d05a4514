package org.deeplearning4j.cuda.convolution.subsampling;

import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.nd4j.linalg.api.buffer.DataType;

/** Maximum and mean pooling on a card by ND4J's operations, which hand them to cuDNN. */
public final class CudnnSubsamplingHelper extends MKLDNNSubsamplingHelper {

  /**
   * Called by DL4J, by reflection, with its arguments in an array.
   *
   * @param arguments the layer's data type
   */
  public CudnnSubsamplingHelper(Object... arguments) {
    this((DataType) arguments[0]);
  }

  /**
   * Called by DL4J where it finds this class with its second class loader only.
   *
   * @param type the layer's data type
   */
  public CudnnSubsamplingHelper(DataType type) {
    super(type);
  }

  /** DL4J asks only where ND4J's backend is CUDA. */
  @Override
  public boolean checkSupported() {
    return true;
  }
}
