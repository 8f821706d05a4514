package org.paceline.jobs.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** A folder of small images a class. */
final class PngFolder {

  private static final int SIDE = 32;
  private static final int COLOURS = 1 << 24;

  private PngFolder() {}

  static Path write(Path folder, int classes, int imagesOfEach) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int label = 0; label < classes; label++) {
      Path ofClass = Files.createDirectories(folder.resolve("class-" + label));
      for (int i = 0; i < imagesOfEach; i++) {
        ImageIO.write(noise(random), "png", ofClass.resolve(i + ".png").toFile());
      }
    }
    return folder;
  }

  private static BufferedImage noise(SplittableRandom random) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      image.setRGB(pixel % SIDE, pixel / SIDE, random.nextInt(COLOURS));
    }
    return image;
  }
}
