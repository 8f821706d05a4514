package org.paceline.image;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.pnm.PNMImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Which files are images that can be read. */
public final class Formats {

  private static final Set<String> ENDINGS =
      Set.of(
          "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "webp", "tif", "tiff", "ppm",
          "pgm", "pbm", "pnm");

  static {
    // By default ImageIO copies every image into a temporary file first.
    ImageIO.setUseCache(false);
    // Looked up by name they would be found or not, by which class loader a thread of Spark has.
    List<ImageReaderSpi> readers =
        List.of(
            new JPEGImageReaderSpi(),
            new TIFFImageReaderSpi(),
            new BMPImageReaderSpi(),
            new WebPImageReaderSpi(),
            new PNMImageReaderSpi());
    readers.forEach(IIORegistry.getDefaultInstance()::registerServiceProvider);
  }

  private Formats() {}

  /**
   * Whether a file is taken for an image by its name.
   *
   * @param name a file's name
   * @return true if its ending is one of a format that is read, in capitals or not
   */
  public static boolean readable(String name) {
    return ENDINGS.contains(ending(name));
  }

  /**
   * What follows the last dot of a name.
   *
   * @param name a file's name
   * @return in small letters; empty where there is no dot
   */
  public static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  static Optional<ImageReader> reader(ImageInputStream stream) {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    return readers.hasNext() ? Optional.of(readers.next()) : Optional.empty();
  }
}
