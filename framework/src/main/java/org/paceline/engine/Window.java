package org.paceline.engine;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/** The window that a convolution or a pooling moves over images, as ND4J's operations take it. */
final class Window {

  private Window() {}

  /** The settings common to both kinds, followed by the operation's own. */
  static long[] settings(
      int[] kernel,
      int[] stride,
      int[] padding,
      int[] dilation,
      ConvolutionMode mode,
      long... own) {
    long same = mode == ConvolutionMode.Same ? 1 : 0;
    long[] common = {
      kernel[0],
      kernel[1],
      stride[0],
      stride[1],
      padding[0],
      padding[1],
      dilation[0],
      dilation[1],
      same
    };
    long[] all = Arrays.copyOf(common, common.length + own.length);
    System.arraycopy(own, 0, all, common.length, own.length);
    return all;
  }
}
