package org.paceline.submitter.archive;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The directory at the end of a ZIP archive (PKWARE's APPNOTE, 4.3.12), which programs that unpack
 * it believe, line by line. Libraries read all of it into memory. Not thread-safe.
 */
final class ZipDirectory implements Closeable {

  private static final int LINE_BYTES = 46;
  private static final int LINE_SIGNATURE = 0x02014b50;
  private static final int FILE_TYPE = 0xf000;
  private static final Set<Integer> FILE_OR_FOLDER = Set.of(0, 0x8000, 0x4000);
  private static final int U16 = 0xffff;
  private static final long U32 = 0xffff_ffffL;

  private final InputStream in;
  private long left;

  /**
   * What it says of an entry.
   *
   * @param name as it is in the archive
   * @param crc of the content
   * @param size of the content
   * @param offset of the entry's own header
   */
  record Line(String name, long crc, long size, long offset) {}

  ZipDirectory(SourceStream source, ZipEnd end) throws IOException {
    this.in = new BufferedInputStream(source.from(end.offset()));
    this.left = end.entries();
  }

  /** The line that follows, null at the end. */
  Line next() throws IOException {
    if (left-- <= 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(LINE_BYTES);
    if (bytes.length < LINE_BYTES || little(bytes).getInt(0) != LINE_SIGNATURE) {
      throw new ArchiveException("the directory of the ZIP archive is damaged");
    }
    ByteBuffer line = little(bytes);
    byte[] raw = in.readNBytes(u16(line, 28));
    String name = new String(raw, StandardCharsets.UTF_8);
    byte[] extra = in.readNBytes(u16(line, 30));
    in.skipNBytes(u16(line, 32));
    ZipExtra.checkPath(raw, extra);
    // The upper half has Unix's type of file, wherever the archive comes from.
    if (!FILE_OR_FOLDER.contains(u16(line, 40) & FILE_TYPE)) {
      throw new ArchiveException(
          "'%s' is neither a file nor a folder".formatted(EntryName.shown(name)));
    }
    return line(name, line, extra);
  }

  /** What does not fit into 32 bits is in a field of its own, in this order (APPNOTE, 4.5.3). */
  private static Line line(String name, ByteBuffer line, byte[] extra) {
    long packed = line.getInt(20) & U32;
    long size = line.getInt(24) & U32;
    long offset = line.getInt(42) & U32;
    List<byte[]> zip64 = ZipExtra.of(ZipExtra.ZIP64, extra);
    ByteBuffer large = little(zip64.isEmpty() ? new byte[0] : zip64.get(0));
    size = size == U32 ? read(large) : size;
    if (packed == U32) {
      read(large);
    }
    return new Line(name, line.getInt(16) & U32, size, offset == U32 ? read(large) : offset);
  }

  private static long read(ByteBuffer large) {
    if (large.remaining() < Long.BYTES) {
      throw new ArchiveException("the directory of the ZIP archive is damaged");
    }
    return large.getLong();
  }

  static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int u16(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & U16;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
