package org.paceline.submitter.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.paceline.submitter.web.Problem;

/**
 * The directory at the end of a ZIP archive (PKWARE's APPNOTE, 4.3.12 and 4.3.16), which programs
 * that unpack it believe. ZIP64 is refused, so that names and offsets stay few.
 */
final class ZipDirectory {

  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int ENTRY_BYTES = 46;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int FILE_TYPE = 0xf000;
  private static final int LINK = 0xa000;
  private static final int U16 = 0xffff;
  private static final long U32 = 0xffff_ffffL;

  private final long size;

  ZipDirectory(long size) {
    this.size = size;
  }

  /** The names that it lists, each once. */
  Set<String> names(KindCheck.Bytes bytes) throws IOException {
    int tail = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
    ByteBuffer end;
    try (InputStream in = bytes.from(size - tail)) {
      end = little(in.readNBytes(tail));
    }
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (end.getInt(at) == END_SIGNATURE && at + END_BYTES + u16(end, at + 20) == tail) {
        return listed(bytes, end, at, size - tail + at);
      }
    }
    throw Problem.wrongKind("it is no ZIP archive: it has no directory at its end");
  }

  private static Set<String> listed(KindCheck.Bytes bytes, ByteBuffer end, int at, long endAt)
      throws IOException {
    int entries = u16(end, at + 10);
    long length = end.getInt(at + 12) & U32;
    long offset = end.getInt(at + 16) & U32;
    if (entries == U16 || length == U32 || offset == U32) {
      throw Problem.wrongKind("ZIP64 is not taken: at most 65534 images and 4 GiB an archive");
    }
    if (offset + length != endAt) {
      throw Problem.wrongKind("the directory of the ZIP archive is not where it says");
    }
    Set<String> names = new HashSet<>();
    try (InputStream in = new BufferedInputStream(bytes.from(offset))) {
      for (int entry = 0; entry < entries; entry++) {
        String name = name(in);
        if (!names.add(name)) {
          throw Problem.wrongKind("the archive has '%s' twice".formatted(ImageArchive.shown(name)));
        }
      }
    }
    return names;
  }

  private static String name(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(ENTRY_BYTES);
    if (bytes.length < ENTRY_BYTES || little(bytes).getInt(0) != ENTRY_SIGNATURE) {
      throw Problem.wrongKind("the directory of the ZIP archive is damaged");
    }
    ByteBuffer entry = little(bytes);
    String name = new String(in.readNBytes(u16(entry, 28)), StandardCharsets.UTF_8);
    if ((u16(entry, 40) & FILE_TYPE) == LINK) {
      throw Problem.wrongKind("'%s' is a link".formatted(ImageArchive.shown(name)));
    }
    in.skipNBytes(u16(entry, 30) + u16(entry, 32));
    return name;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int u16(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & U16;
  }
}
