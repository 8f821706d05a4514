package org.paceline.submitter.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Keeps what it was that a stream threw, which a client in between hides. Not thread-safe. */
final class ToldStream extends FilterInputStream {

  private RuntimeException thrown;

  ToldStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (RuntimeException e) {
      thrown = e;
      throw e;
    }
  }

  /** Reads the end, where the stream may throw. */
  void checkEnd() throws IOException {
    if (read() >= 0) {
      throw new IOException("there are more bytes than were told");
    }
  }

  void rethrow() {
    if (thrown != null) {
      throw thrown;
    }
  }

  /** It is closed by whoever opened it. */
  @Override
  public void close() {
    // See above.
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
