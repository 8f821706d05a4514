package org.paceline.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Compares a few matrix products, convolutions and the gradients of their weights with plain Java:
 * old versions of native libraries are known to compute wrongly on processors that are newer than
 * they are, and say nothing.
 */
public final class Arithmetic {

  /** Rows, inner length, columns: small ones take other kernels than large ones. */
  private static final int[][] PRODUCTS = {{7, 5, 3}, {64, 65, 33}, {130, 257, 70}};

  /** An odd one, and one of the sizes that networks have. */
  private static final List<Shape> CONVOLUTIONS =
      List.of(new Shape(2, 9, 5, 8, 3), new Shape(1, 12, 16, 32, 5));

  /** Of the sum of the absolute terms: a hundred times what single precision loses. */
  private static final double TOLERANCE = 1e-4;

  private static final long SEED = 20;

  private final Native library;
  private final SplittableRandom random = new SplittableRandom(SEED);

  Arithmetic(Native library) {
    this.library = library;
  }

  /** What is checked. All arrays are in C order, images in NHWC, weights in OIHW. */
  interface Native {

    /** A matrix product. */
    float[] product(float[] left, float[] right, int rows, int inner, int columns);

    /** A convolution without padding. */
    float[] convolution(float[] images, float[] weights, Shape shape);

    /** The gradient of its weights. */
    float[] weightGradient(float[] images, float[] outputs, Shape shape);
  }

  /** A convolution: so many square images, by square windows. */
  record Shape(int images, int side, int in, int out, int window) {

    int size() {
      return side - window + 1;
    }

    int pixel(int image, int y, int x, int channel) {
      return ((image * side + y) * side + x) * in + channel;
    }

    int weight(int channelOut, int channelIn, int y, int x) {
      return ((channelOut * in + channelIn) * window + y) * window + x;
    }

    int output(int image, int y, int x, int channel) {
      return ((image * size() + y) * size() + x) * out + channel;
    }

    @Override
    public String toString() {
      return "%s × %s × %s × %s by %s × %s".formatted(images, side, side, in, window, window);
    }
  }

  /**
   * Computes on this machine's backend.
   *
   * @return what is wrong, with the variable that may help; empty if all is right
   */
  public static Optional<String> fault() {
    return new Arithmetic(new NativeArithmetic()).check();
  }

  Optional<String> check() {
    for (int[] size : PRODUCTS) {
      double off = product(size[0], size[1], size[2]);
      if (!(off <= TOLERANCE)) {
        String what =
            "a product of %s × %s by %s × %s".formatted(size[0], size[1], size[1], size[2]);
        return Optional.of(wrong(what, off, "OPENBLAS_CORETYPE=Haswell"));
      }
    }
    for (Shape shape : CONVOLUTIONS) {
      double off = Math.max(convolution(shape), weightGradient(shape));
      if (!(off <= TOLERANCE)) {
        String what = "a convolution or its gradient, of " + shape + ",";
        return Optional.of(wrong(what, off, "DNNL_MAX_CPU_ISA=AVX2"));
      }
    }
    return Optional.empty();
  }

  private static String wrong(String what, double off, String help) {
    return String.format(
        Locale.ROOT,
        "its native arithmetic is wrong: %s is off by %.2g of its terms; in its environment this"
            + " may help: %s",
        what,
        off,
        help);
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
    Sums sums = new Sums(rows * columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        for (int i = 0; i < inner; i++) {
          sums.add(row * columns + column, left[row * inner + i], right[i * columns + column]);
        }
      }
    }
    return sums.distance(library.product(left, right, rows, inner, columns));
  }

  /** The same of a convolution. */
  private double convolution(Shape shape) {
    float[] images = values(shape.images() * shape.side() * shape.side() * shape.in());
    float[] weights = values(shape.out() * shape.in() * shape.window() * shape.window());
    Sums sums = new Sums(shape.images() * shape.size() * shape.size() * shape.out());
    each(shape, (pixel, weight, output) -> sums.add(output, images[pixel], weights[weight]));
    return sums.distance(library.convolution(images, weights, shape));
  }

  /** The same of its gradient by the weights. */
  private double weightGradient(Shape shape) {
    float[] images = values(shape.images() * shape.side() * shape.side() * shape.in());
    float[] outputs = values(shape.images() * shape.size() * shape.size() * shape.out());
    Sums sums = new Sums(shape.out() * shape.in() * shape.window() * shape.window());
    each(shape, (pixel, weight, output) -> sums.add(weight, images[pixel], outputs[output]));
    return sums.distance(library.weightGradient(images, outputs, shape));
  }

  /** A pixel times a weight is a term of an output. */
  @FunctionalInterface
  private interface Term {
    void take(int pixel, int weight, int output);
  }

  private static void each(Shape shape, Term term) {
    for (int image = 0; image < shape.images(); image++) {
      for (int at = 0; at < shape.size() * shape.size(); at++) {
        int top = at / shape.size();
        int left = at % shape.size();
        for (int out = 0; out < shape.out(); out++) {
          each(shape, image, top, left, out, term);
        }
      }
    }
  }

  private static void each(Shape shape, int image, int top, int left, int out, Term term) {
    int output = shape.output(image, top, left, out);
    for (int in = 0; in < shape.in(); in++) {
      for (int y = 0; y < shape.window(); y++) {
        for (int x = 0; x < shape.window(); x++) {
          term.take(shape.pixel(image, top + y, left + x, in), shape.weight(out, in, y, x), output);
        }
      }
    }
  }

  /** Sums of products in double precision. */
  private static final class Sums {

    private final double[] values;
    private final double[] sizes;

    Sums(int count) {
      values = new double[count];
      sizes = new double[count];
    }

    void add(int index, double one, double other) {
      values[index] += one * other;
      sizes[index] += Math.abs(one * other);
    }

    /** The largest difference; one that is no number is larger than any. */
    double distance(float[] actual) {
      double worst = 0;
      for (int i = 0; i < values.length; i++) {
        double off = Math.abs(actual[i] - values[i]) / sizes[i];
        worst = Double.isNaN(off) ? Double.POSITIVE_INFINITY : Math.max(worst, off);
      }
      return worst;
    }
  }
}
