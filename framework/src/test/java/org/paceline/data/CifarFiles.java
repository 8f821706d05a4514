package org.paceline.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hand-made files in the CIFAR formats; an image's values tell its label. */
final class CifarFiles {

  private static final int IMAGE = 3072;

  private CifarFiles() {}

  static byte[] ten(int... labels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int label : labels) {
      out.write(label);
      out.writeBytes(images(label, 1));
    }
    return out.toByteArray();
  }

  static byte[] hundred(int coarse, int fine) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(coarse);
    out.write(fine);
    out.writeBytes(images(fine, 1));
    return out.toByteArray();
  }

  /** The images that go with labels counted up from the first. */
  static byte[] images(int firstLabel, int count) {
    byte[] pixels = new byte[count * IMAGE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (31 * (firstLabel + i / IMAGE) + 7 * (i % IMAGE));
    }
    return pixels;
  }

  static void write(Path folder, String file, byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, out.toByteArray());
  }
}
