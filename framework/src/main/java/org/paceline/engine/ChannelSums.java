package org.paceline.engine;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sums images [N, H, W, C] over everything but their channels, as a product with a row of ones: a
 * matrix product of oneDNN on all threads, where ND4J's reductions over several dimensions take
 * eight times as long. Not thread-safe.
 */
final class ChannelSums {

  private final Kernel product = new Kernel("matmul", new long[] {0, 0, 0});
  private final ChannelValues sums;
  private final INDArray sumsAsRow;
  private INDArray ones = row(1);

  ChannelSums(int channels) {
    sums = new ChannelValues(channels, 0);
    sumsAsRow = sums.array().reshape('c', new long[] {1, channels});
  }

  /** The sums, one a channel. */
  float[] of(INDArray images) {
    long channels = sumsAsRow.length();
    long pixels = images.length() / channels;
    ones = ones.length() == pixels ? ones : row(pixels);
    INDArray rows = images.reshape('c', new long[] {pixels, channels});
    product.run(new INDArray[] {ones, rows}, sumsAsRow);
    return sums.read();
  }

  private static INDArray row(long length) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return Nd4j.ones(DataType.FLOAT, 1, length);
    }
  }
}
