package org.paceline.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A small data set in the CIFAR-10 format: the class shows in the brightness of the rows. */
public final class CifarFolder {

  private static final int PIXELS = 3 * 32 * 32;

  private CifarFolder() {}

  /** Writes training and test files of so many images, which a small network learns. */
  public static Path write(Path folder, int training, int test) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("data_batch_1.bin"), records(training - training / 3, 1));
    Files.write(folder.resolve("data_batch_2.bin"), records(training / 3, 2));
    Files.write(folder.resolve("test_batch.bin"), records(test, 3));
    return folder;
  }

  static byte[] records(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(10);
      bytes.write(label);
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        boolean bright = pixel % 1024 / 32 / 3 == label;
        bytes.write((bright ? 200 : 40) + random.nextInt(40));
      }
    }
    return bytes.toByteArray();
  }
}
