package org.paceline.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** Finds a chunk of a PNG or WebP file by its name. */
final class Chunks {

  private static final int PNG_SIGNATURE = 8;
  private static final int PNG_CHECKSUM = 4;
  private static final int RIFF_HEADER = 12;
  private static final int NAME = 4;
  private static final long LARGEST = 1 << 20;

  private Chunks() {}

  /**
   * Of a PNG (PNG specification 3, 5.3).
   *
   * @param behind whether to look behind its pixels, too: of a stream all would be read
   */
  static Optional<byte[]> ofPng(ImageInputStream stream, String name, boolean behind)
      throws IOException {
    stream.setByteOrder(ByteOrder.BIG_ENDIAN);
    stream.skipBytes(PNG_SIGNATURE);
    try {
      while (true) {
        long length = stream.readUnsignedInt();
        String found = name(stream);
        if (found.equals("IEND") || found.equals("IDAT") && !behind) {
          return Optional.empty();
        }
        if (found.equals(name)) {
          return content(stream, length);
        }
        stream.seek(stream.getStreamPosition() + length + PNG_CHECKSUM);
      }
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  /** Of a WebP (RIFF container, RFC 9649). */
  static Optional<byte[]> ofRiff(ImageInputStream stream, String name) throws IOException {
    stream.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    stream.skipBytes(RIFF_HEADER);
    try {
      while (true) {
        String found = name(stream);
        long length = stream.readUnsignedInt();
        if (found.equals(name)) {
          return content(stream, length);
        }
        stream.seek(stream.getStreamPosition() + length + (length & 1));
      }
    } catch (EOFException e) {
      return Optional.empty();
    } finally {
      stream.setByteOrder(ByteOrder.BIG_ENDIAN);
    }
  }

  private static String name(ImageInputStream stream) throws IOException {
    byte[] name = new byte[NAME];
    stream.readFully(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static Optional<byte[]> content(ImageInputStream stream, long length) throws IOException {
    if (length > LARGEST) {
      return Optional.empty();
    }
    byte[] content = new byte[(int) length];
    stream.readFully(content);
    return Optional.of(content);
  }
}
