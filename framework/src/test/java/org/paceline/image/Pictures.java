package org.paceline.image;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Image files of one colour, in the forms in which people store them. */
public final class Pictures {

  private static final byte ON = (byte) 0xff;

  private Pictures() {}

  /** An image whose samples are all the same, band by band. */
  static BufferedImage samples(
      int space, int bits, boolean alpha, int width, int height, int... values) {
    int type = bits == 16 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            type);
    WritableRaster raster =
        Raster.createInterleavedRaster(type, width, height, values.length, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, values);
      }
    }
    return new BufferedImage(model, raster, false, null);
  }

  /** An RGB image of one colour. */
  public static BufferedImage plain(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** A palette of grey steps, all pixels of one of them. */
  static BufferedImage indexed(int bits, int width, int height, int index) {
    int size = 1 << bits;
    byte[] steps = new byte[size];
    for (int i = 0; i < size; i++) {
      steps[i] = (byte) (255 * i / (size - 1));
    }
    IndexColorModel model = new IndexColorModel(bits, size, steps, steps, steps);
    BufferedImage image =
        new BufferedImage(
            width,
            height,
            bits < 8 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_INDEXED,
            model);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, index);
      }
    }
    return image;
  }

  /** A file of a format that Java writes. */
  public static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("Java writes no such " + format);
    }
    return out.toByteArray();
  }

  /** A JPEG that says that its values are of linear light. */
  static byte[] linear(byte[] jpeg) {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    return ByteBuffer.allocate(jpeg.length + 18 + profile.length)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe2)
        .putShort((short) (16 + profile.length))
        .put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
        .put(new byte[] {1, 1})
        .put(profile)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A file that is stored in several passes, coarse ones first. */
  static byte[] progressive(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam passes = writer.getDefaultWriteParam();
      passes.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), passes);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** A JPEG of four inks, inverted as Photoshop stores them. */
  static byte[] cmyk(int width, int height, int... inks) throws IOException {
    return adobe(width, height, inks);
  }

  /** A JPEG whose three components are red, green and blue. */
  static byte[] adobeRgb(int width, int height, int... rgb) throws IOException {
    return adobe(width, height, rgb);
  }

  /** Adobe's marker says that components are stored as they are. */
  private static byte[] adobe(int width, int height, int... values) throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, values.length, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, values);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    byte[] jpeg = out.toByteArray();
    return ByteBuffer.allocate(jpeg.length + 16)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffee)
        .putShort((short) 14)
        .put("Adobe".getBytes(StandardCharsets.US_ASCII))
        .put(new byte[] {0, 100, 0, 0, 0, 0, 0})
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A BMP of four bytes a pixel, of which one means nothing. */
  static byte[] bmp32(int width, int height, Color colour) {
    ByteBuffer file = ByteBuffer.allocate(54 + 4 * width * height).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(54);
    file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 32);
    file.position(54);
    for (int i = 0; i < width * height; i++) {
      file.put((byte) colour.getBlue()).put((byte) colour.getGreen());
      file.put((byte) colour.getRed()).put((byte) 0);
    }
    return file.array();
  }

  /** A TIFF with an orientation. */
  static byte[] turnedTiff(BufferedImage image, int orientation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      metadata.mergeTree("javax_imageio_1.0", orientation(orientation));
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata), writer.getDefaultWriteParam());
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** By the names that Java's writer has for EXIF's numbers. */
  private static IIOMetadataNode orientation(int orientation) {
    List<String> names =
        List.of(
            "Normal",
            "FlipH",
            "Rotate180",
            "FlipV",
            "FlipHRotate90",
            "Rotate270",
            "FlipVRotate90",
            "Rotate90");
    IIOMetadataNode root = new IIOMetadataNode("javax_imageio_1.0");
    IIOMetadataNode dimension = new IIOMetadataNode("Dimension");
    IIOMetadataNode node = new IIOMetadataNode("ImageOrientation");
    node.setAttribute("value", names.get(orientation - 1));
    dimension.appendChild(node);
    root.appendChild(dimension);
    return root;
  }

  /** A lossless WebP whose five prefix codes have one symbol each (RFC 9649, 3.7.2). */
  static byte[] webp(int width, int height, Color colour) {
    Bits bits = new Bits();
    bits.put(0x2f, 8).put(width - 1, 14).put(height - 1, 14).put(0, 1).put(0, 3).put(0, 3);
    for (int symbol : new int[] {colour.getGreen(), colour.getRed(), colour.getBlue(), 255, 0}) {
      bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
    }
    return riff("VP8L", bits.bytes());
  }

  private static byte[] riff(String name, byte[] content) {
    int padded = content.length + (content.length & 1);
    return ByteBuffer.allocate(20 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(12 + padded)
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }

  /** A JPEG with an orientation in its EXIF data, big-endian. */
  public static byte[] turned(byte[] jpeg, int orientation) {
    byte[] exif = exif(orientation);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + exif.length);
    out.put(jpeg, 0, 2).put(ON).put((byte) 0xe1).putShort((short) (8 + exif.length));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  /** A PNG with one chunk more behind its header. */
  static byte[] withChunk(byte[] png, String name, byte[] content) {
    return withChunk(png, 8 + 25, name, content);
  }

  private static byte[] withChunk(byte[] png, int at, String name, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(name.getBytes(StandardCharsets.US_ASCII));
    checksum.update(content);
    return ByteBuffer.allocate(png.length + 12 + content.length)
        .put(png, 0, at)
        .putInt(content.length)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .putInt((int) checksum.getValue())
        .put(png, at, png.length - at)
        .array();
  }

  /** A PNG with an orientation. */
  static byte[] turnedPng(byte[] png, int orientation) {
    return withChunk(png, "eXIf", exif(orientation));
  }

  /** The same, behind its pixels. */
  static byte[] turnedPngInTheEnd(byte[] png, int orientation) {
    return withChunk(png, png.length - 12, "eXIf", exif(orientation));
  }

  /** The same, with the prefix that some writers leave. */
  static byte[] turnedPngWithPrefix(byte[] png, int orientation) {
    byte[] exif = exif(orientation);
    byte[] prefixed =
        ByteBuffer.allocate(6 + exif.length)
            .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
            .put(exif)
            .array();
    return withChunk(png, "eXIf", prefixed);
  }

  /** A PNG that says that it has other sides than it has. */
  public static byte[] claiming(byte[] png, int width, int height) {
    byte[] header = new byte[17];
    ByteBuffer.wrap(png, 12, 17).get(header);
    ByteBuffer.wrap(header).putInt(4, width).putInt(8, height);
    CRC32 checksum = new CRC32();
    checksum.update(header);
    byte[] claiming = png.clone();
    ByteBuffer.wrap(claiming).position(12).put(header).putInt((int) checksum.getValue());
    return claiming;
  }

  /** Bits, the lowest of each number first. */
  private static final class Bits {
    private final BitSet set = new BitSet();
    private int count;

    Bits put(int value, int bits) {
      for (int i = 0; i < bits; i++) {
        set.set(count++, (value >> i & 1) == 1);
      }
      return this;
    }

    byte[] bytes() {
      byte[] bytes = new byte[(count + 7) / 8];
      byte[] filled = set.toByteArray();
      System.arraycopy(filled, 0, bytes, 0, filled.length);
      return bytes;
    }
  }
}
