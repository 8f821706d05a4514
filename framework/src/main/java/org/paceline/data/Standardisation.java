package org.paceline.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings each channel to mean 0 and deviation 1.
 *
 * @param mean each channel's mean, of values from 0 to 255
 * @param deviation each channel's standard deviation, positive
 */
public record Standardisation(List<Float> mean, List<Float> deviation) implements Serializable {

  private static final int MOST_EXAMPLES = 10_000;
  private static final int BLOCK = 500;
  private static final float FULL = 255;

  /** Copies the lists. */
  public Standardisation {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /**
   * Only maps 0 to 255 onto 0 to 1.
   *
   * @param channels the number of channels
   * @return the same for any data
   */
  public static Standardisation none(int channels) {
    return new Standardisation(
        Collections.nCopies(channels, 0f), Collections.nCopies(channels, FULL));
  }

  /**
   * Measures the channels over the first 10,000 examples.
   *
   * @param examples the training examples
   * @return their means and deviations
   */
  public static Standardisation of(Examples examples) {
    int channels = examples.shape().channels();
    int plane = examples.shape().plane();
    int size = Math.min(examples.size(), MOST_EXAMPLES);
    long[] sum = new long[channels];
    long[] squares = new long[channels];
    for (int from = 0; from < size; from += BLOCK) {
      byte[] pixels = examples.read(from, Math.min(BLOCK, size - from)).pixels();
      for (int i = 0; i < pixels.length; i++) {
        int channel = i / plane % channels;
        int value = pixels[i] & 0xff;
        sum[channel] += value;
        squares[channel] += (long) value * value;
      }
    }
    return of(sum, squares, (double) size * plane);
  }

  private static Standardisation of(long[] sum, long[] squares, double count) {
    List<Float> mean = new ArrayList<>();
    List<Float> deviation = new ArrayList<>();
    for (int channel = 0; channel < sum.length; channel++) {
      double average = sum[channel] / count;
      double variance = squares[channel] / count - average * average;
      mean.add((float) average);
      deviation.add((float) Math.max(1, Math.sqrt(Math.max(0, variance))));
    }
    return new Standardisation(mean, deviation);
  }

  /**
   * Converts an image.
   *
   * @param pixels holds its values
   * @param from where they start
   * @param shape its shape
   * @param into where the converted values go
   * @param to the position of the first
   */
  public void apply(byte[] pixels, int from, ImageShape shape, float[] into, int to) {
    new PixelScale(this, shape).apply(pixels, from, into, to);
  }
}
