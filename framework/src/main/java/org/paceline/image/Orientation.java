package org.paceline.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * How the stored image is to be turned to be shown: EXIF's tag 274, which cameras write instead of
 * turning the pixels.
 *
 * @param mirrored left and right are to be exchanged, after turning
 * @param quarters how many quarters to turn it clockwise, from 0 to 3
 */
record Orientation(boolean mirrored, int quarters) {

  private static final Orientation NONE = new Orientation(false, 0);

  /** Of a JPEG's segment; some writers put it into other files, too. */
  private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};

  private static final List<Orientation> BY_TAG =
      List.of(
          NONE,
          new Orientation(true, 0),
          new Orientation(false, 2),
          new Orientation(true, 2),
          new Orientation(true, 1),
          new Orientation(false, 1),
          new Orientation(true, 3),
          new Orientation(false, 3));

  /**
   * As the file says; an orientation that cannot be read is none, as viewers have it.
   *
   * @param behind whether to look behind a PNG's pixels, too
   */
  static Orientation of(String format, ImageInputStream stream, boolean behind) throws IOException {
    stream.mark();
    try {
      return switch (format) {
        case "JPEG" -> ofExif(ofJpeg(stream));
        case "PNG" -> ofExif(Chunks.ofPng(stream, "eXIf", behind));
        case "WEBP" -> ofExif(Chunks.ofRiff(stream, "EXIF"));
        case "TIFF" -> read(stream);
        default -> NONE;
      };
    } finally {
      stream.reset();
    }
  }

  private static Optional<byte[]> ofJpeg(ImageInputStream stream) throws IOException {
    List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(stream, JPEG.APP1, "Exif");
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    // A zero pads the identifier.
    byte[] padded = segments.get(0).data().readAllBytes();
    return padded.length == 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(padded, 1, padded.length));
  }

  private static Orientation ofExif(Optional<byte[]> exif) throws IOException {
    if (exif.isEmpty()) {
      return NONE;
    }
    byte[] plain = exif.get();
    boolean prefixed = Arrays.mismatch(plain, PREFIX) == PREFIX.length;
    int from = prefixed ? PREFIX.length : 0;
    try (ImageInputStream stream =
        new ByteArrayImageInputStream(plain, from, plain.length - from)) {
      return read(stream);
    }
  }

  private static Orientation read(ImageInputStream tiff) {
    try {
      Directory directory = new TIFFReader().read(tiff);
      Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
      return entry != null && entry.getValue() instanceof Number tag ? ofTag(tag.intValue()) : NONE;
    } catch (IOException | RuntimeException e) {
      return NONE;
    }
  }

  /** EXIF's numbers 1 to 8; others mean nothing. */
  static Orientation ofTag(int tag) {
    return tag >= 1 && tag <= BY_TAG.size() ? BY_TAG.get(tag - 1) : NONE;
  }

  boolean onItsSide() {
    return quarters % 2 == 1;
  }

  BufferedImage apply(BufferedImage image) {
    if (equals(NONE)) {
      return image;
    }
    int width = onItsSide() ? image.getHeight() : image.getWidth();
    int height = onItsSide() ? image.getWidth() : image.getHeight();
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned.setRGB(mirrored ? width - 1 - x : x, y, source(image, x, y));
      }
    }
    return turned;
  }

  /** Where the pixel at (x, y) of the turned image comes from. */
  private int source(BufferedImage image, int x, int y) {
    int right = image.getWidth() - 1;
    int bottom = image.getHeight() - 1;
    return switch (quarters) {
      case 1 -> image.getRGB(y, bottom - x);
      case 2 -> image.getRGB(right - x, bottom - y);
      case 3 -> image.getRGB(right - y, x);
      default -> image.getRGB(x, y);
    };
  }
}
