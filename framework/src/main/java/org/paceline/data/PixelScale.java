package org.paceline.data;

/**
 * What a standardisation makes of each value of a channel, so that a pixel is looked up and not
 * computed: batches are prepared between training steps.
 */
public final class PixelScale {

  private static final int VALUES = 256;

  private final float[][] converted;
  private final int plane;

  /**
   * Converts each value of each channel once.
   *
   * @param standardisation of as many channels as the images have
   * @param shape the images' shape
   */
  public PixelScale(Standardisation standardisation, ImageShape shape) {
    converted = new float[shape.channels()][VALUES];
    plane = shape.plane();
    for (int channel = 0; channel < converted.length; channel++) {
      float shift = standardisation.mean().get(channel);
      float scale = 1 / standardisation.deviation().get(channel);
      for (int value = 0; value < VALUES; value++) {
        converted[channel][value] = (value - shift) * scale;
      }
    }
  }

  /**
   * Converts an image.
   *
   * @param pixels holds its values
   * @param from where they start
   * @param into where the converted values go
   * @param to the position of the first
   */
  public void apply(byte[] pixels, int from, float[] into, int to) {
    int read = from;
    int written = to;
    for (float[] values : converted) {
      for (int end = read + plane; read < end; read++) {
        into[written++] = values[pixels[read] & 0xff];
      }
    }
  }
}
