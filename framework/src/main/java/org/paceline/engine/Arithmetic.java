package org.paceline.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares a few matrix products and a convolution with plain Java: old versions of native
 * libraries are known to compute wrongly on processors that are newer than they are, and say
 * nothing.
 */
public final class Arithmetic {

  /** Rows, inner length, columns: small ones take other kernels than large ones. */
  private static final int[][] PRODUCTS = {{7, 5, 3}, {64, 65, 33}, {130, 257, 70}};

  private static final int IMAGES = 2;
  private static final int SIDE = 9;
  private static final int CHANNELS_IN = 5;
  private static final int CHANNELS_OUT = 8;
  private static final int WINDOW = 3;

  /** Of the sum of the absolute terms: a hundred times what single precision loses. */
  private static final double TOLERANCE = 1e-4;

  private static final long SEED = 20;

  private final SplittableRandom random = new SplittableRandom(SEED);

  private Arithmetic() {}

  /**
   * Computes on this machine's backend.
   *
   * @return what is wrong, with the variable that may help; empty if all is right
   */
  public static Optional<String> fault() {
    Arithmetic arithmetic = new Arithmetic();
    for (int[] size : PRODUCTS) {
      double off = arithmetic.product(size[0], size[1], size[2]);
      if (!(off <= TOLERANCE)) {
        return Optional.of(
            wrong(
                    "a product of %d × %d by %d × %d".formatted(size[0], size[1], size[1], size[2]),
                    off)
                + "OPENBLAS_CORETYPE=Haswell");
      }
    }
    double off = arithmetic.convolution();
    return off <= TOLERANCE
        ? Optional.empty()
        : Optional.of(wrong("a convolution", off) + "DNNL_MAX_CPU_ISA=AVX2");
  }

  private static String wrong(String what, double off) {
    return String.format(
        Locale.ROOT,
        "its native arithmetic is wrong: %s is off by %.2g of its terms; in its environment this may help: ",
        what,
        off);
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** How far a product is off at most, as a part of the sum of its absolute terms. */
  private double product(int rows, int inner, int columns) {
    float[] left = values(rows * inner);
    float[] right = values(inner * columns);
    INDArray product =
        Nd4j.create(left, new long[] {rows, inner}, 'c')
            .mmul(Nd4j.create(right, new long[] {inner, columns}, 'c'));
    Comparison comparison = new Comparison();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        Sum sum = new Sum();
        for (int i = 0; i < inner; i++) {
          sum.add(left[row * inner + i], right[i * columns + column]);
        }
        comparison.take(product.getDouble(row, column), sum);
      }
    }
    return comparison.worst();
  }

  /** The same of a convolution as the layers of this package make them. */
  private double convolution() {
    float[] images = values(IMAGES * SIDE * SIDE * CHANNELS_IN);
    float[] weights = values(CHANNELS_OUT * CHANNELS_IN * WINDOW * WINDOW);
    int size = SIDE - WINDOW + 1;
    long[] shape = {IMAGES, size, size, CHANNELS_OUT};
    INDArray output = Nd4j.create(new float[IMAGES * size * size * CHANNELS_OUT], shape, 'c');
    int[] ones = {1, 1};
    int[] window = {WINDOW, WINDOW};
    new Kernel(
            "conv2d",
            Window.settings(window, ones, new int[2], ones, ConvolutionMode.Truncate, 1, 1))
        .run(
            new INDArray[] {
              Nd4j.create(images, new long[] {IMAGES, SIDE, SIDE, CHANNELS_IN}, 'c'),
              Nd4j.create(weights, new long[] {CHANNELS_OUT, CHANNELS_IN, WINDOW, WINDOW}, 'c')
            },
            output);
    Comparison comparison = new Comparison();
    for (int image = 0; image < IMAGES; image++) {
      for (int at = 0; at < size * size; at++) {
        for (int channel = 0; channel < CHANNELS_OUT; channel++) {
          comparison.take(
              output.getDouble(image, at / size, at % size, channel),
              convolved(images, weights, image, at / size, at % size, channel));
        }
      }
    }
    return comparison.worst();
  }

  private static Sum convolved(
      float[] images, float[] weights, int image, int top, int left, int out) {
    Sum sum = new Sum();
    for (int in = 0; in < CHANNELS_IN; in++) {
      for (int y = 0; y < WINDOW; y++) {
        for (int x = 0; x < WINDOW; x++) {
          int pixel = ((image * SIDE + top + y) * SIDE + left + x) * CHANNELS_IN + in;
          int weight = ((out * CHANNELS_IN + in) * WINDOW + y) * WINDOW + x;
          sum.add(images[pixel], weights[weight]);
        }
      }
    }
    return sum;
  }

  /** A sum of products in double precision. */
  private static final class Sum {

    private double value;
    private double size;

    void add(double one, double other) {
      value += one * other;
      size += Math.abs(one * other);
    }
  }

  /** The largest difference; one that is no number is larger than any. */
  private static final class Comparison {

    private double worst;

    void take(double actual, Sum expected) {
      double off = Math.abs(actual - expected.value) / expected.size;
      worst = Double.isNaN(off) ? Double.POSITIVE_INFINITY : Math.max(worst, off);
    }

    double worst() {
      return worst;
    }
  }
}
