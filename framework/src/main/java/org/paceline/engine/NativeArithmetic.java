package org.paceline.engine;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's arithmetic, by the operations that training uses. */
final class NativeArithmetic implements Arithmetic.Native {

  private static final int[] ONES = {1, 1};
  private static final long CHANNELS_LAST = 1;
  private static final long WEIGHTS_OUT_IN_HEIGHT_WIDTH = 1;

  @Override
  public float[] product(float[] left, float[] right, int rows, int inner, int columns) {
    return values(array(left, rows, inner).mmul(array(right, inner, columns)));
  }

  @Override
  public float[] convolution(float[] images, float[] weights, Arithmetic.Shape shape) {
    INDArray output = Nd4j.create(outputShape(shape), 'c');
    kernel("conv2d", shape)
        .run(new INDArray[] {images(images, shape), weights(weights, shape)}, output);
    return values(output);
  }

  @Override
  public float[] weightGradient(float[] images, float[] outputs, Arithmetic.Shape shape) {
    INDArray before = images(images, shape);
    INDArray weights = Nd4j.create(weightShape(shape), 'c');
    INDArray gradient = Nd4j.create(weightShape(shape), 'c');
    INDArray epsilon = array(outputs, outputShape(shape));
    kernel("conv2d_bp", shape)
        .run(new INDArray[] {before, weights, epsilon}, before.ulike(), gradient);
    return values(gradient);
  }

  private static Kernel kernel(String operation, Arithmetic.Shape shape) {
    int[] window = {shape.window(), shape.window()};
    return new Kernel(
        operation,
        Window.settings(
            window,
            ONES,
            new int[2],
            ONES,
            ConvolutionMode.Truncate,
            CHANNELS_LAST,
            WEIGHTS_OUT_IN_HEIGHT_WIDTH));
  }

  private static INDArray images(float[] values, Arithmetic.Shape shape) {
    return array(values, shape.images(), shape.side(), shape.side(), shape.in());
  }

  private static INDArray weights(float[] values, Arithmetic.Shape shape) {
    return array(values, weightShape(shape));
  }

  private static long[] weightShape(Arithmetic.Shape shape) {
    return new long[] {shape.out(), shape.in(), shape.window(), shape.window()};
  }

  private static long[] outputShape(Arithmetic.Shape shape) {
    return new long[] {shape.images(), shape.size(), shape.size(), shape.out()};
  }

  private static INDArray array(float[] values, long... shape) {
    return Nd4j.create(values, shape, 'c');
  }

  /** In C order. */
  private static float[] values(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
