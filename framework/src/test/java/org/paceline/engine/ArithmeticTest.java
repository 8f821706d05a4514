package org.paceline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArithmeticTest {

  /** What this machine computes, of which one value may be spoilt. */
  private static class Spoilt implements Arithmetic.Native {

    private final Arithmetic.Native right = new NativeArithmetic();

    @Override
    public float[] product(float[] left, float[] right, int rows, int inner, int columns) {
      return this.right.product(left, right, rows, inner, columns);
    }

    @Override
    public float[] convolution(float[] images, float[] weights, Arithmetic.Shape shape) {
      return right.convolution(images, weights, shape);
    }

    @Override
    public float[] weightGradient(float[] images, float[] outputs, Arithmetic.Shape shape) {
      return right.weightGradient(images, outputs, shape);
    }

    static float[] by(float[] values, double factor) {
      values[values.length / 2] *= (float) factor;
      return values;
    }
  }

  @Test
  void thisMachineComputesWhatPlainJavaDoes() {
    assertThat(Arithmetic.fault()).isEmpty();
  }

  @Test
  void aWrongValueInALargeProductIsFound() {
    Arithmetic.Native wrong =
        new Spoilt() {
          @Override
          public float[] product(float[] left, float[] right, int rows, int inner, int columns) {
            float[] values = super.product(left, right, rows, inner, columns);
            return rows > 100 ? by(values, 1.5) : values;
          }
        };
    assertThat(new Arithmetic(wrong).check())
        .get()
        .asString()
        .startsWith("its native arithmetic is wrong: a product of 130 × 257 by 257 × 70 is off by ")
        .endsWith("may help: OPENBLAS_CORETYPE=Haswell");
  }

  @Test
  void aConvolutionThatIsNoNumberIsFound() {
    Arithmetic.Native wrong =
        new Spoilt() {
          @Override
          public float[] convolution(float[] images, float[] weights, Arithmetic.Shape shape) {
            return by(super.convolution(images, weights, shape), Double.NaN);
          }
        };
    assertThat(new Arithmetic(wrong).check())
        .get()
        .asString()
        .contains("a convolution or its gradient, of 2 × 9 × 9 × 5 by 3 × 3, is off by Infinity")
        .endsWith("may help: DNNL_MAX_CPU_ISA=AVX2");
  }

  @Test
  void aWrongGradientOfTheUsualSizeIsFound() {
    Arithmetic.Native wrong =
        new Spoilt() {
          @Override
          public float[] weightGradient(float[] images, float[] outputs, Arithmetic.Shape shape) {
            float[] values = super.weightGradient(images, outputs, shape);
            return shape.window() == 5 ? by(values, 1.5) : values;
          }
        };
    assertThat(new Arithmetic(wrong).check())
        .get()
        .asString()
        .contains("a convolution or its gradient, of 1 × 12 × 12 × 16 by 5 × 5, is off by ");
  }
}
