package org.paceline.submitter.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How an archive is written, which its first bytes tell; its name is not asked. */
enum Form {
  ZIP("ZIP") {
    @Override
    Entries open(SourceStream source, long size, Measure measure) throws IOException {
      return new ZipEntries(source, size, measure);
    }
  },
  TAR("tar") {
    @Override
    Entries open(SourceStream source, long size, Measure measure) throws IOException {
      return new TarEntries(measure.of(new BufferedInputStream(source.from(0), BUFFER)));
    }
  },
  GZIP_TAR("tar.gz") {
    @Override
    Entries open(SourceStream source, long size, Measure measure) throws IOException {
      return new TarEntries(measure.of(Inflated.of(source.from(0), BUFFER)));
    }
  };

  static final int LONGEST_MAGIC = 262;

  private static final int BUFFER = 1 << 16;
  private static final int USTAR_AT = 257;
  private static final byte[] USTAR = "ustar".getBytes(StandardCharsets.US_ASCII);

  /** Not anything before it: the library would look for an entry in it, and others would not. */
  private static final byte[] ZIP_ENTRY = {'P', 'K', 3, 4};

  private static final byte[] ZIP_END = {'P', 'K', 5, 6};
  private static final byte[] GZIP_MEMBER = {0x1f, (byte) 0x8b};

  private final String title;

  Form(String title) {
    this.title = title;
  }

  abstract Entries open(SourceStream source, long size, Measure measure) throws IOException;

  static Form of(byte[] start) {
    if (begins(start, ZIP_ENTRY) || begins(start, ZIP_END)) {
      return ZIP;
    }
    if (begins(start, GZIP_MEMBER)) {
      return GZIP_TAR;
    }
    if (start.length >= LONGEST_MAGIC
        && Arrays.equals(USTAR, Arrays.copyOfRange(start, USTAR_AT, LONGEST_MAGIC))) {
      return TAR;
    }
    throw new ArchiveException("it is no archive: neither ZIP nor tar nor tar.gz");
  }

  private static boolean begins(byte[] start, byte[] magic) {
    return start.length >= magic.length && Arrays.equals(magic, Arrays.copyOf(start, magic.length));
  }

  @Override
  public String toString() {
    return title;
  }
}
