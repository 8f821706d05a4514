package org.paceline.benchmarks.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A small set in CIFAR-10's format: a class is a brightness, with noise. */
final class CifarFiles {

  private static final int VALUES = 3_072;
  private static final int CLASSES = 10;

  private CifarFiles() {}

  static void write(Path folder, int train, int test) throws IOException {
    Files.write(folder.resolve("data_batch_1.bin"), records(train, 1));
    Files.write(folder.resolve("test_batch.bin"), records(test, 2));
  }

  private static byte[] records(int count, long seed) {
    Random random = new Random(seed);
    byte[] records = new byte[count * (1 + VALUES)];
    for (int i = 0; i < count; i++) {
      int at = i * (1 + VALUES);
      records[at] = (byte) (i % CLASSES);
      for (int value = 1; value <= VALUES; value++) {
        records[at + value] = (byte) (i % CLASSES * 20 + random.nextInt(50));
      }
    }
    return records;
  }
}
