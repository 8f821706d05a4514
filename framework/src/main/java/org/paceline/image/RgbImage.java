package org.paceline.image;

/**
 * An image's pixels.
 *
 * @param width pixels a row
 * @param height rows
 * @param planes red, green and blue, each row by row; {@code 3 × height × width} values, unsigned
 */
// The array is neither copied in nor out: it is made once and only read.
@SuppressWarnings("ArrayRecordComponent")
public record RgbImage(int width, int height, byte[] planes) {}
