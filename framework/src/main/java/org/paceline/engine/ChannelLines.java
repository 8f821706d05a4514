package org.paceline.engine;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Straight lines through images [N, H, W, C], one a channel: ND4J's batch normalisation with mean 0
 * and variance 1, which oneDNN does in one pass on all threads. Not thread-safe.
 */
final class ChannelLines {

  private static final long CHANNELS_LAST = 3;

  private final Kernel normalisation =
      new Kernel("batchnorm", new long[] {1, 1, CHANNELS_LAST}, 0.0);
  private final ChannelValues slope;
  private final ChannelValues offset;
  private final INDArray zeros;
  private final INDArray ones;

  ChannelLines(int channels) {
    slope = new ChannelValues(channels, 0);
    offset = new ChannelValues(channels, 0);
    zeros = new ChannelValues(channels, 0).array();
    ones = new ChannelValues(channels, 1).array();
  }

  /** Sets {@code to = slopes · from + offsets}. */
  void draw(INDArray from, float[] slopes, float[] offsets, INDArray to) {
    slope.write(slopes);
    offset.write(offsets);
    normalisation.run(new INDArray[] {from, zeros, ones, slope.array(), offset.array()}, to);
  }
}
