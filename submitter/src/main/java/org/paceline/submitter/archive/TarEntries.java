package org.paceline.submitter.archive;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar archive: POSIX with its extended headers, GNU's and older ones. Headers that are to hold a
 * long name could be as long as they liked, and would be held in memory: what is read between two
 * entries is limited, and what holds for all entries is for the whole archive. Not thread-safe.
 */
final class TarEntries implements Entries {

  private static final long MOST_BETWEEN = 1 << 20;

  /** What {@code git archive} writes is one of 1 KiB; each entry gets a copy of them all. */
  private static final long MOST_GLOBAL = 4 << 10;

  private static final int TYPE_AT = 156;
  private static final String HERE = "./";

  private final Limited in;
  private final Tar tar;

  TarEntries(InputStream in) {
    this.in = new Limited(in);
    this.tar = new Tar(this.in);
  }

  @Override
  public String next() throws IOException {
    in.left = MOST_BETWEEN;
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null && entry.getName().equals(HERE)) {
      entry = tar.getNextEntry();
    }
    in.left = Long.MAX_VALUE;
    return entry == null ? null : name(entry);
  }

  /** What tar makes of a whole folder begins with "./" everywhere. */
  private static String name(TarArchiveEntry entry) {
    String name = entry.getName();
    if (!(entry.isFile() || entry.isDirectory()) || entry.isSparse() || odd(entry)) {
      throw new ArchiveException(
          "'%s' is neither a file nor a folder".formatted(EntryName.shown(name)));
    }
    return name.startsWith(HERE) ? name.substring(HERE.length()) : name;
  }

  private static boolean odd(TarArchiveEntry entry) {
    return entry.isLink()
        || entry.isSymbolicLink()
        || entry.isCharacterDevice()
        || entry.isBlockDevice()
        || entry.isFIFO();
  }

  @Override
  public InputStream content() {
    return tar;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /** Tells of global headers, which the library keeps to itself, and in memory to the end. */
  private static final class Tar extends TarArchiveInputStream {
    private final Limited limited;

    Tar(Limited limited) {
      super(limited);
      this.limited = limited;
    }

    @Override
    protected byte[] readRecord() throws IOException {
      byte[] record = super.readRecord();
      limited.global =
          record != null && record[TYPE_AT] == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
      return record;
    }
  }

  /** So many bytes, and then an error. */
  private static final class Limited extends CountedStream {
    private long left = MOST_BETWEEN;
    private long globalLeft = MOST_GLOBAL;
    private boolean global;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    void count(long bytes) {
      left -= bytes;
      globalLeft -= global ? bytes : 0;
      if (left < 0) {
        throw new ArchiveException("the tar archive has a header of more than 1 MiB");
      }
      if (globalLeft < 0) {
        throw new ArchiveException("the tar archive has global headers of more than 4 KiB");
      }
    }
  }
}
