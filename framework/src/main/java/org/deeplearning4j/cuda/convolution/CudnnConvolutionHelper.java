package org.deeplearning4j.cuda.convolution;

import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Convolutions on a card by ND4J's {@code conv2d} and {@code conv2d_bp}, which hand them to cuDNN.
 *
 * <p>DL4J's helper for oneDNN is nothing but these two operations, so it serves here too.
 */
public final class CudnnConvolutionHelper extends MKLDNNConvHelper {

  /**
   * Called by DL4J, by reflection, with its arguments in an array.
   *
   * @param arguments the layer's data type
   */
  public CudnnConvolutionHelper(Object... arguments) {
    this((DataType) arguments[0]);
  }

  /**
   * Called by DL4J where it finds this class with its second class loader only.
   *
   * @param type the layer's data type
   */
  public CudnnConvolutionHelper(DataType type) {
    super(type);
  }

  /** DL4J asks only where ND4J's backend is CUDA. */
  @Override
  public boolean checkSupported() {
    return true;
  }
}
