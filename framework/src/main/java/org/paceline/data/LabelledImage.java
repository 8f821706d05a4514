package org.paceline.data;

import java.nio.ByteBuffer;
import java.util.Comparator;
import org.paceline.base.Hashing;

/**
 * An image and its class.
 *
 * @param image the file
 * @param label the position of its class
 * @param order a hash of its class and its name in it, unsigned: where it stands among all, and to
 *     which part it belongs, whatever else lies there
 */
record LabelledImage(FolderTree.Image image, int label, long order) {

  static final Comparator<LabelledImage> BY_PATH = Comparator.comparing(one -> one.image().path());

  static final Comparator<LabelledImage> BY_HASH =
      Comparator.comparing(LabelledImage::order, Long::compareUnsigned).thenComparing(BY_PATH);

  /** An image of a folder of a class, which is known by its name in it. */
  static LabelledImage of(FolderTree.Image image, FolderTree folder, String name, int label) {
    String own = image.path().substring(folder.path().length());
    byte[] hash = Hashing.sha256(name + own);
    return new LabelledImage(image, label, ByteBuffer.wrap(hash).getLong());
  }
}
