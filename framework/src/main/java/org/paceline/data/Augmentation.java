package org.paceline.data;

import java.util.SplittableRandom;

/**
 * The usual augmentation of small images: a random crop after padding by 4 values of 0, and a
 * mirror image half of the time (He et al., "Deep Residual Learning", 2015, section 4.2).
 */
public final class Augmentation {

  private static final int PAD = 4;

  private Augmentation() {}

  /**
   * Draws one variant of an image that is already standardised, so that the padding is the mean.
   *
   * @param image holds the image's values
   * @param from where they start
   * @param shape its shape
   * @param random decides the variant
   */
  public static void apply(float[] image, int from, ImageShape shape, SplittableRandom random) {
    int down = random.nextInt(2 * PAD + 1) - PAD;
    int right = random.nextInt(2 * PAD + 1) - PAD;
    boolean mirror = random.nextBoolean();
    float[] original = java.util.Arrays.copyOfRange(image, from, from + shape.length());
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          int sourceX = (mirror ? shape.width() - 1 - x : x) + right;
          int sourceY = y + down;
          boolean inside =
              sourceX >= 0 && sourceX < shape.width() && sourceY >= 0 && sourceY < shape.height();
          int plane = channel * shape.plane();
          image[from + plane + y * shape.width() + x] =
              inside ? original[plane + sourceY * shape.width() + sourceX] : 0;
        }
      }
    }
  }
}
