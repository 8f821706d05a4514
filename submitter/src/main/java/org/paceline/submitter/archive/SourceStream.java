package org.paceline.submitter.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Opens the bytes of an archive, and keeps why they cannot be read: a storage that is away is no
 * fault of the archive. Not thread-safe.
 */
final class SourceStream {

  private final Bytes bytes;
  private IOException failure;

  SourceStream(Bytes bytes) {
    this.bytes = bytes;
  }

  byte[] start(int length) throws IOException {
    try (InputStream in = bytes.from(0)) {
      return in.readNBytes(length);
    }
  }

  InputStream from(long offset) throws IOException {
    return new FilterInputStream(opened(offset)) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
          return in.read(buffer, offset, length);
        } catch (IOException e) {
          failure = e;
          throw e;
        }
      }
    };
  }

  private InputStream opened(long offset) throws IOException {
    try {
      return bytes.from(offset);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Where the bytes could not be read, the archive is not to blame. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
