package org.paceline.image;

/**
 * What an image file says of itself before its pixels.
 *
 * @param format the name of its format, such as {@code PNG}
 * @param width pixels a row of the image as it is shown, so after its EXIF orientation
 * @param height rows of the image as it is shown
 */
public record ImageHeader(String format, int width, int height) {}
