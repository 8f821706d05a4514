package org.paceline.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image file that is being read; of an animation, its first picture. Not thread-safe.
 *
 * <p>Nothing of what a file says is believed: one that cannot be read whole is an {@link
 * IOException}, never an image filled with grey.
 */
public final class ImageFile implements Closeable {

  /** As many as Pillow takes: more are taken for an attack on memory. */
  private static final long MOST_PIXELS = 178_956_970;

  /** More are thinned out while they are read, so that memory does not follow the file's claims. */
  private static final long PIXELS_AT_ONCE = 16_000_000;

  private final ImageInputStream stream;
  private final ImageReader reader;
  private final Orientation orientation;
  private final ImageHeader header;
  private final List<String> warnings = new ArrayList<>();

  private ImageFile(ImageInputStream stream, ImageReader reader, boolean behind)
      throws IOException {
    this.stream = stream;
    this.reader = reader;
    String format = reader.getFormatName().toUpperCase(Locale.ROOT);
    this.orientation = Orientation.of(format, stream, behind);
    // What else is in a file is no reason to refuse its pixels.
    reader.setInput(stream, false, true);
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    check(width, height);
    this.header =
        orientation.onItsSide()
            ? new ImageHeader(format, height, width)
            : new ImageHeader(format, width, height);
  }

  private static void check(long width, long height) throws IOException {
    if (width < 1 || height < 1 || width * height > MOST_PIXELS) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "it says that it has %d×%d pixels, images have 1 to %,d",
              height,
              width,
              MOST_PIXELS));
    }
  }

  /**
   * Opens a file of which only the header is wanted: no more of it is read than that needs.
   *
   * @param in its content, which is left open
   * @param asShown whether the size must be that of the image as it is shown: some PNGs tell how
   *     they are to be turned behind their pixels, and are read to their end
   * @return the file
   * @throws IOException if it cannot be read, or is no image
   */
  public static ImageFile open(InputStream in, boolean asShown) throws IOException {
    return open(new MemoryCacheImageInputStream(in), asShown);
  }

  /**
   * Opens a file that is in memory.
   *
   * @param content all of its bytes
   * @return the file
   * @throws IOException if it is no image
   */
  public static ImageFile open(byte[] content) throws IOException {
    return open(new ByteArrayImageInputStream(Unmanaged.of(content)), true);
  }

  private static ImageFile open(ImageInputStream stream, boolean behind) throws IOException {
    ImageReader reader =
        Formats.reader(stream)
            .orElseThrow(() -> new IOException("it is not an image of a format that is read"));
    try {
      return new ImageFile(stream, reader, behind);
    } catch (IOException | RuntimeException e) {
      reader.dispose();
      throw damaged(e);
    }
  }

  /**
   * What the file says of itself.
   *
   * @return format and size
   */
  public ImageHeader header() {
    return header;
  }

  /**
   * Decodes the pixels, as they are to be shown.
   *
   * @param size what they are brought to, if not their own
   * @return the image
   * @throws IOException if not all of them can be read
   */
  public RgbImage pixels(Optional<ImageSize> size) throws IOException {
    try {
      BufferedImage stored = StoredColours.of(reader.read(0, sampling(size)));
      Damage.check(warnings);
      BufferedImage sized = size.isPresent() ? size.get().apply(stored) : stored;
      return planes(orientation.apply(sized));
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  private ImageReadParam sampling(Optional<ImageSize> size) {
    ImageReadParam param = reader.getDefaultReadParam();
    long pixels = (long) header.width() * header.height();
    if (size.isPresent() && pixels > PIXELS_AT_ONCE) {
      int step = (int) Math.ceil(Math.sqrt((double) pixels / PIXELS_AT_ONCE));
      param.setSourceSubsampling(step, step, 0, 0);
    }
    return param;
  }

  private static RgbImage planes(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] planes = new byte[3 * width * height];
    int[] row = new int[3 * width];
    for (int y = 0; y < height; y++) {
      image.getRaster().getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i++) {
        planes[(i % 3 * height + y) * width + i / 3] = (byte) row[i];
      }
    }
    return new RgbImage(width, height, planes);
  }

  /** Decoders meet damage with exceptions of all kinds. */
  private static IOException damaged(Exception failure) {
    return failure instanceof IOException io && io.getMessage() != null
        ? io
        : new IOException("it is damaged: " + failure, failure);
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    stream.close();
  }
}
