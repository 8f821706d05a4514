package org.paceline.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Locale;

/**
 * The values of an image as its file stores them: grey, RGB or a palette's, at 8 bits, without
 * transparency and without colour management, as Pillow and TensorFlow have them.
 *
 * <p>{@link BufferedImage#getRGB} would change grey values by a gamma curve. Other colour spaces,
 * such as CMYK, are converted to sRGB.
 */
final class StoredColours {

  private static final int MOST_BITS = 16;
  private static final int FULL = 255;

  private StoredColours() {}

  /** The same image as {@link BufferedImage#TYPE_3BYTE_BGR}. */
  static BufferedImage of(BufferedImage image) throws IOException {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return image;
    }
    BufferedImage plain = opaque(image);
    BufferedImage rgb =
        new BufferedImage(plain.getWidth(), plain.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    int[] row = new int[3 * plain.getWidth()];
    Row reader = reader(plain);
    for (int y = 0; y < plain.getHeight(); y++) {
      reader.read(y, row);
      rgb.getRaster().setPixels(0, y, plain.getWidth(), 1, row);
    }
    return rgb;
  }

  /** Values that were multiplied by their opacity are divided by it again. */
  private static BufferedImage opaque(BufferedImage image) {
    if (image.getColorModel().hasAlpha() && image.isAlphaPremultiplied()) {
      image.coerceData(false);
    }
    return image;
  }

  /** Reads a row as red, green and blue from 0 to 255, pixel by pixel. */
  @FunctionalInterface
  private interface Row {
    void read(int y, int[] rgb);
  }

  private static Row reader(BufferedImage image) throws IOException {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel) {
      return (y, rgb) -> converted(image, y, rgb);
    }
    checkSamples(model);
    return switch (model.getColorSpace().getType()) {
      case ColorSpace.TYPE_GRAY -> (y, rgb) -> stored(image, y, rgb, 0);
      case ColorSpace.TYPE_RGB -> (y, rgb) -> stored(image, y, rgb, 1);
      default -> (y, rgb) -> converted(image, y, rgb);
    };
  }

  private static void checkSamples(ColorModel model) throws IOException {
    int type = model.getTransferType();
    if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
      throw new IOException("its samples are floating-point numbers, of which no scale is known");
    }
    if (model.getComponentSize(0) > MOST_BITS) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "its samples have %d bits, at most %d are read",
              model.getComponentSize(0),
              MOST_BITS));
    }
  }

  /**
   * Takes samples from the raster.
   *
   * @param step from one colour's band to the next: 0 where there is only grey
   */
  private static void stored(BufferedImage image, int y, int[] rgb, int step) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int[] samples = raster.getPixels(0, y, image.getWidth(), 1, (int[]) null);
    for (int i = 0; i < rgb.length; i++) {
      int band = i % 3 * step;
      int most = (1 << image.getColorModel().getComponentSize(band)) - 1;
      rgb[i] = (samples[i / 3 * bands + band] * FULL + most / 2) / most;
    }
  }

  private static void converted(BufferedImage image, int y, int[] rgb) {
    for (int x = 0; x < image.getWidth(); x++) {
      int colour = image.getRGB(x, y);
      rgb[3 * x] = colour >> 16 & FULL;
      rgb[3 * x + 1] = colour >> 8 & FULL;
      rgb[3 * x + 2] = colour & FULL;
    }
  }
}
