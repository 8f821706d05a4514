package org.paceline.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.apache.spark.SparkContext;

/**
 * Brings each channel to mean 0 and deviation 1.
 *
 * @param mean each channel's mean, of values from 0 to 255
 * @param deviation each channel's standard deviation, positive
 */
public record Standardisation(List<Float> mean, List<Float> deviation) implements Serializable {

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
   * Measures the channels over a sample of at most 10,000 examples of the whole set, the same each
   * time.
   *
   * @param examples the training examples
   * @return their means and deviations
   */
  public static Standardisation of(Examples examples) {
    return SampleRanges.of(examples).stream()
        .map(Moments::of)
        .reduce(Moments::and)
        .orElseThrow()
        .standardisation();
  }

  /**
   * Measures the channels over the same sample, on all executors.
   *
   * @param context the application's context
   * @param examples the training examples
   * @return their means and deviations
   */
  public static Standardisation of(SparkContext context, Examples examples) {
    return RangesRDD.combined(context, SampleRanges.of(examples), Moments::of, Moments::and)
        .standardisation();
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
