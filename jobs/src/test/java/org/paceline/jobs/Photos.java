package org.paceline.jobs;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Writes photos of fruits: noise around a colour that tells the class. */
final class Photos {

  private static final int NOISE = 60;

  private final SplittableRandom random = new SplittableRandom(11);
  private final int least;
  private final int most;

  /** Photos whose sides have from so many to so many pixels. */
  Photos(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** A folder of some photos of a colour. */
  void write(Path folder, int count, int rgb) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("%03d.png".formatted(i));
      ImageIO.write(photo(rgb), "png", file.toFile());
    }
  }

  private BufferedImage photo(int rgb) {
    int width = random.nextInt(least, most + 1);
    int height = random.nextInt(least, most + 1);
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      photo.setRGB(i % width, i / width, near(rgb >> 16) << 16 | near(rgb >> 8) << 8 | near(rgb));
    }
    return photo;
  }

  private int near(int value) {
    return Math.max(0, Math.min(255, (value & 0xff) + random.nextInt(-NOISE, NOISE + 1)));
  }
}
