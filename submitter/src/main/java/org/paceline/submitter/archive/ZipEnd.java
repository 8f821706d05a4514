package org.paceline.submitter.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The end of a ZIP archive (PKWARE's APPNOTE, 4.3.14 to 4.3.16), which tells where its directory
 * is; of ZIP64 too.
 *
 * @param entries how many there are
 * @param offset of the directory
 */
record ZipEnd(long entries, long offset) {

  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int END64_BYTES = 56;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int U16 = 0xffff;
  private static final long U32 = 0xffff_ffffL;

  static ZipEnd of(SourceStream source, long size) throws IOException {
    int tail = (int) Math.min(size, END64_BYTES + LOCATOR_BYTES + END_BYTES + LONGEST_COMMENT);
    ByteBuffer end;
    try (InputStream in = source.from(size - tail)) {
      end = ZipDirectory.little(in.readNBytes(tail));
    }
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (end.getInt(at) == END_SIGNATURE
          && at + END_BYTES + ZipDirectory.u16(end, at + 20) == tail) {
        return of(end, at, size - tail);
      }
    }
    throw new ArchiveException("it is no ZIP archive: it has no directory at its end");
  }

  private static ZipEnd of(ByteBuffer end, int at, long before) {
    int entries = ZipDirectory.u16(end, at + 10);
    long length = end.getInt(at + 12) & U32;
    long offset = end.getInt(at + 16) & U32;
    int locator = at - LOCATOR_BYTES;
    boolean large = locator >= 0 && end.getInt(locator) == LOCATOR_SIGNATURE;
    if (large) {
      return large(end, locator, before);
    }
    if (entries == U16 || length == U32 || offset == U32) {
      throw misplaced();
    }
    return placed(entries, offset, length, before + at);
  }

  /** It must be right before its locator: what lies in between nobody would look at. */
  private static ZipEnd large(ByteBuffer end, int locator, long before) {
    int at = locator - END64_BYTES;
    if (at < 0 || end.getInt(at) != END64_SIGNATURE || end.getLong(locator + 8) != before + at) {
      throw misplaced();
    }
    return placed(end.getLong(at + 32), end.getLong(at + 48), end.getLong(at + 40), before + at);
  }

  private static ZipEnd placed(long entries, long offset, long length, long end) {
    if (entries < 0 || offset < 0 || length < 0 || offset + length != end) {
      throw misplaced();
    }
    if (entries > Names.MOST) {
      throw new ArchiveException(
          "an archive may have %s entries, not %s".formatted(Names.MOST, entries));
    }
    return new ZipEnd(entries, offset);
  }

  private static ArchiveException misplaced() {
    return new ArchiveException("the directory of the ZIP archive is not where it says");
  }
}
