package org.paceline.submitter.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.paceline.submitter.web.Problem;

/** Whether a file holds what it is said to hold; it is read once, never held in memory. */
final class KindCheck {

  private final Kind kind;
  private final long size;
  private final long mostInflated;

  KindCheck(Kind kind, long size, long mostInflated) {
    this.kind = kind;
    this.size = size;
    this.mostInflated = mostInflated;
  }

  /** The bytes of a file from one of them on. */
  @FunctionalInterface
  interface Bytes {
    InputStream from(long offset) throws IOException;
  }

  /**
   * Checks a file.
   *
   * @throws Problem with status 422 if it holds something else
   */
  void check(Bytes bytes) throws IOException {
    switch (kind) {
      case FILE -> {}
      case CIFAR10, CIFAR100 -> labels(bytes);
      case IMAGES -> new ImageArchive(size, mostInflated).check(bytes);
    }
  }

  private void labels(Bytes bytes) throws IOException {
    int[] labels = kind.labels();
    try (InputStream in = new BufferedInputStream(bytes.from(0), 1 << 16)) {
      for (long image = 0; image < size / kind.recordBytes(); image++) {
        for (int most : labels) {
          int label = in.read();
          if (label < 0 || label >= most) {
            throw Problem.wrongKind(
                "a label of %s is below %d, and image %d has %d"
                    .formatted(kind.shown(), most, image, label));
          }
        }
        in.skipNBytes(kind.recordBytes() - labels.length);
      }
    }
  }
}
