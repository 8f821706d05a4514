package org.paceline.data;

import java.io.Serializable;

/**
 * The shape of an image, stored channel by channel, row by row.
 *
 * @param channels colour channels
 * @param height rows
 * @param width columns
 */
public record ImageShape(int channels, int height, int width) implements Serializable {

  /**
   * Values of one channel.
   *
   * @return height × width
   */
  public int plane() {
    return height * width;
  }

  /**
   * Values of the whole image.
   *
   * @return channels × height × width
   */
  public int length() {
    return channels * plane();
  }

  @Override
  public String toString() {
    return height + "×" + width + "×" + channels;
  }
}
