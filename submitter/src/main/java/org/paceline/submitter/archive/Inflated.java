package org.paceline.submitter.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * What comes out of gzip, of several members one after the other too. The library holds the names
 * and comments of their headers in memory: little may be read while nothing comes out. Not
 * thread-safe.
 */
final class Inflated extends CountedStream {

  private static final long MOST_SILENT = 1 << 20;

  private final Packed packed;

  static Inflated of(InputStream in, int buffer) throws IOException {
    return new Inflated(new Packed(in), buffer);
  }

  private Inflated(Packed packed, int buffer) throws IOException {
    super(
        GzipCompressorInputStream.builder()
            .setInputStream(new BufferedInputStream(packed, buffer))
            .setDecompressConcatenated(true)
            .get());
    this.packed = packed;
  }

  @Override
  void count(long bytes) {
    packed.left = MOST_SILENT;
  }

  private static final class Packed extends CountedStream {
    private long left = MOST_SILENT;

    Packed(InputStream in) {
      super(in);
    }

    @Override
    void count(long bytes) {
      left -= bytes;
      if (left < 0) {
        throw new ArchiveException("the tar.gz archive has a header of more than 1 MiB");
      }
    }
  }
}
