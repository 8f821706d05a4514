package org.paceline.data;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * Labelled images, one after the other, a byte a value.
 *
 * @param shape the shape of each image
 * @param pixels the images' values, unsigned, {@code labels.length × shape.length()} of them
 * @param labels the images' classes
 */
// The arrays are neither copied in nor out: blocks are made by the thousand and only read.
@SuppressWarnings("ArrayRecordComponent")
@DefaultSerializer(JavaSerializer.class)
public record ExampleBlock(ImageShape shape, byte[] pixels, int[] labels) implements Serializable {

  /** Checks that there are as many images as labels. */
  public ExampleBlock {
    if (pixels.length != labels.length * shape.length()) {
      throw new IllegalArgumentException(
          "%s labels of %s images need %s values, not %s"
              .formatted(labels.length, shape, labels.length * shape.length(), pixels.length));
    }
  }

  /**
   * The number of images.
   *
   * @return at least 0
   */
  public int size() {
    return labels.length;
  }
}
