package org.paceline.submitter.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that tells how much was taken from it, read or skipped. Not thread-safe. */
abstract class CountedStream extends FilterInputStream {

  CountedStream(InputStream in) {
    super(in);
  }

  /** So many bytes more were taken. */
  abstract void count(long bytes);

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = in.skip(bytes);
    count(skipped);
    return skipped;
  }

  /** What is read again would be counted twice. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
