package org.paceline.image;

import java.awt.image.BufferedImage;
import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one size to which images of any size are brought: a square.
 *
 * @param pixels its side, from 1 to {@value #MOST}
 * @param fit what becomes of images that are no squares
 */
public record ImageSize(int pixels, Fit fit) implements Serializable {

  /** The longest side that is taken. */
  public static final int MOST = 4096;

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?::(crop|fit))?");

  /** What becomes of an image that is longer one way. */
  public enum Fit {
    /** The middle is taken, and what stands over is cut off. */
    CROP,
    /** All of it is taken, and black stands beside it. */
    FIT
  }

  /** Checks the side. */
  public ImageSize {
    if (pixels < 1 || pixels > MOST) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "an image size is from 1 to %d pixels, not %d", MOST, pixels));
    }
  }

  /**
   * Reads a user's text.
   *
   * @param text {@code N}, {@code N:crop} or {@code N:fit}
   * @return the size; images are cropped unless the text says otherwise
   * @throws IllegalArgumentException if it has another form
   */
  public static ImageSize parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "an image size is N, N:crop or N:fit, such as 64 or 224:fit, not '" + text + "'");
    }
    Fit fit =
        form.group(2) == null ? Fit.CROP : Fit.valueOf(form.group(2).toUpperCase(Locale.ROOT));
    return new ImageSize(Integer.parseInt(form.group(1)), fit);
  }

  BufferedImage apply(BufferedImage image) {
    return fit == Fit.CROP ? cropped(image) : fitted(image);
  }

  private BufferedImage cropped(BufferedImage image) {
    int side = Math.min(image.getWidth(), image.getHeight());
    int left = (image.getWidth() - side) / 2;
    int top = (image.getHeight() - side) / 2;
    return scaled(image.getSubimage(left, top, side, side), pixels, pixels);
  }

  private BufferedImage fitted(BufferedImage image) {
    double scale = (double) pixels / Math.max(image.getWidth(), image.getHeight());
    int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
    BufferedImage square = new BufferedImage(pixels, pixels, BufferedImage.TYPE_3BYTE_BGR);
    square
        .getSubimage((pixels - width) / 2, (pixels - height) / 2, width, height)
        .setData(scaled(image, width, height).getRaster());
    return square;
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    if (image.getWidth() == width && image.getHeight() == height) {
      return image;
    }
    return Resampling.scaled(image, width, height);
  }

  @Override
  public String toString() {
    return pixels + ":" + fit.name().toLowerCase(Locale.ROOT);
  }
}
