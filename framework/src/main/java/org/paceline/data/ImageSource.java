package org.paceline.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.paceline.image.ImageFile;
import org.paceline.image.ImageHeader;
import org.paceline.image.ImageSize;
import org.paceline.image.RgbImage;

/**
 * A folder of images, and what they are to be.
 *
 * @param root the folder
 * @param shape the shape of every image; null as long as nobody knows
 * @param size what they are brought to; null where they keep their own size
 */
record ImageSource(String root, ImageShape shape, ImageSize size) implements Serializable {

  ImageSource shaped(ImageShape found) {
    return new ImageSource(root, found, size);
  }

  private Path path(String name) {
    return new Path(root + "/" + name);
  }

  /** Reads no more of a file than its header; what is brought to one size may lie on its side. */
  ImageHeader header(String name) {
    Path path = path(name);
    try (InputStream in = Storage.open(path);
        ImageFile file = ImageFile.open(in, size == null)) {
      return file.header();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Decodes a file of the right size. */
  byte[] pixels(String name) {
    Path path = path(name);
    try (InputStream in = Storage.open(path);
        ImageFile file = ImageFile.open(in.readAllBytes())) {
      check(path, file.header());
      RgbImage image = file.pixels(Optional.ofNullable(size));
      return image.planes();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private void check(Path path, ImageHeader header) {
    boolean fits = header.height() == shape.height() && header.width() == shape.width();
    if (size == null && !fits) {
      throw new DataException(
          "%s is %s×%s, most images are %s×%s; --image-size brings all to one size"
              .formatted(path, header.height(), header.width(), shape.height(), shape.width()));
    }
  }

  private static DataException unreadable(Path path, IOException e) {
    // Of those of files the message is only the path.
    String why = e instanceof FileSystemException ? e.toString() : e.getMessage();
    return new DataException(path + " cannot be read: " + why, e);
  }
}
