package org.paceline.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.image.Pictures;

/**
 * Writes small images into a folder.
 *
 * @param folder where
 */
public record ImageFiles(Path folder) {

  /** A PNG of one pixel of a grey value. */
  public ImageFiles grey(String file, int value) throws IOException {
    return pixels(file, 1, 1, 0x10101 * value);
  }

  /** A PNG of some pixels, row by row; those that are not named are black. */
  public ImageFiles pixels(String file, int height, int width, int... rgb) throws IOException {
    BufferedImage image = Pictures.plain(width, height, 0);
    for (int i = 0; i < rgb.length; i++) {
      image.setRGB(i % width, i / width, rgb[i]);
    }
    return write(file, Pictures.file(image, "png"));
  }

  /** A file of another format, of one pixel of a grey value. */
  public ImageFiles stored(String file, String format, int value) throws IOException {
    return write(file, Pictures.file(Pictures.plain(1, 1, 0x10101 * value), format));
  }

  /** A file that is no image. */
  public ImageFiles text(String file) throws IOException {
    return write(file, new byte[] {'t', 'e', 'x', 't'});
  }

  private ImageFiles write(String file, byte[] content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, content);
    return this;
  }
}
