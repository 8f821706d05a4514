package org.paceline.benchmarks;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A folder of many small images: noise, of ten classes. */
final class ManyFiles implements AutoCloseable {

  private static final int CLASSES = 10;
  private static final int SIDE = 32;
  private static final int DIFFERENT = 500;
  private static final long SEED = 5;

  private final Path folder;

  private ManyFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes so many files. */
  static ManyFiles of(int count) throws IOException {
    ManyFiles files = new ManyFiles(Files.createTempDirectory("paceline-files-"));
    List<byte[]> contents = contents();
    for (int i = 0; i < CLASSES; i++) {
      Files.createDirectory(files.folder.resolve("class" + i));
    }
    for (int i = 0; i < count; i++) {
      Path file = files.folder.resolve("class" + i % CLASSES).resolve("image-" + i + ".png");
      Files.write(file, contents.get(i % DIFFERENT));
    }
    return files;
  }

  private static List<byte[]> contents() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> contents = new ArrayList<>();
    for (int i = 0; i < DIFFERENT; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        image.setRGB(pixel % SIDE, pixel / SIDE, random.nextInt(1 << 24));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      contents.add(out.toByteArray());
    }
    return contents;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
