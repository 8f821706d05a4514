package org.paceline.submitter.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * A ZIP archive, read from its begin, while its directory is read beside it: both must tell the
 * same entries in the same order, each where the directory says, of the length and checksum that it
 * says, so that every program unpacks what was looked at. Not thread-safe.
 */
final class ZipEntries implements Entries {

  private static final int BUFFER = 1 << 16;

  private final ZipDirectory directory;
  private final ZipArchiveInputStream zip;
  private final InputStream measured;
  private Content content;

  ZipEntries(SourceStream source, long size, Measure measure) throws IOException {
    directory = new ZipDirectory(source, ZipEnd.of(source, size));
    zip = new ZipArchiveInputStream(new BufferedInputStream(source.from(0), BUFFER));
    measured = measure.of(zip);
  }

  @Override
  public String next() throws IOException {
    if (content != null) {
      content.checkEnd();
      content = null;
    }
    ZipArchiveEntry entry = zip.getNextEntry();
    ZipDirectory.Line line = directory.next();
    if (entry == null && line == null) {
      return null;
    }
    if (entry == null) {
      throw new ArchiveException(
          "the archive's directory lists '%s', which is not there"
              .formatted(EntryName.shown(line.name())));
    }
    checkSame(entry, line);
    content = new Content(measured, line);
    return line.name();
  }

  private void checkSame(ZipArchiveEntry entry, ZipDirectory.Line line) {
    String name = new String(entry.getRawName(), StandardCharsets.UTF_8);
    EntryName.check(name);
    ZipExtra.checkPath(entry.getRawName(), entry.getLocalFileDataExtra());
    if (line == null || !line.name().equals(name)) {
      throw new ArchiveException(
          "'%s' is not in the archive's directory, or not in its order"
              .formatted(EntryName.shown(name)));
    }
    if (entry.getLocalHeaderOffset() != line.offset()) {
      throw new ArchiveException(
          "'%s' is not where the archive's directory says".formatted(EntryName.shown(name)));
    }
    if (!plain(entry)) {
      throw new ArchiveException(
          "'%s' is encrypted, or neither stored nor deflated".formatted(EntryName.shown(name)));
    }
  }

  private static boolean plain(ZipArchiveEntry entry) {
    return !entry.getGeneralPurposeBit().usesEncryption()
        && (entry.getMethod() == ZipArchiveEntry.STORED
            || entry.getMethod() == ZipArchiveEntry.DEFLATED);
  }

  @Override
  public InputStream content() {
    return content;
  }

  @Override
  public void close() throws IOException {
    directory.close();
    zip.close();
  }

  /** Is compared with what the directory says of it once it has been read. */
  private static final class Content extends CountedStream {
    private final ZipDirectory.Line line;
    private final CRC32 crc;
    private long size;

    Content(InputStream in, ZipDirectory.Line line) {
      this(in, line, new CRC32());
    }

    private Content(InputStream in, ZipDirectory.Line line, CRC32 crc) {
      super(new CheckedInputStream(in, crc));
      this.line = line;
      this.crc = crc;
    }

    @Override
    void count(long bytes) {
      size += bytes;
    }

    void checkEnd() {
      if (size != line.size() || crc.getValue() != line.crc()) {
        throw new ArchiveException(
            String.format(
                Locale.ROOT,
                "'%s' has %s bytes with the CRC %08x, and the archive's directory says %s with %08x",
                EntryName.shown(line.name()),
                size,
                crc.getValue(),
                line.size(),
                line.crc()));
      }
    }
  }
}
