package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import org.paceline.submitter.web.Problem;

/**
 * The bytes of a part as they arrive. Its end is refused unless they have the length and the
 * checksum that were told, so that whoever copies it to the end has them right.
 */
final class PartStream extends InputStream {

  private final InputStream body;
  private final int number;
  private final long bytes;
  private final Checksum told;
  private final Algorithm.Tally tally;
  private final Crc32cTally crc = new Crc32cTally();
  private Runnable each = () -> {};
  private long count;
  private boolean whole;

  PartStream(InputStream body, int number, long bytes, Checksum told) {
    this.body = body;
    this.number = number;
    this.bytes = bytes;
    this.told = told;
    this.tally = told.algorithm() == Algorithm.CRC32C ? crc : new Sha256Tally();
  }

  /** The CRC32C of what came, whatever was told. */
  String crc32c() {
    return crc.end();
  }

  /** What is done after each time that bytes came, before they are handed on. */
  void afterEach(Runnable action) {
    each = action;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int read = arrived(buffer, offset, length);
    if (read < 0) {
      checkWhole();
      return -1;
    }
    count += read;
    if (count > bytes) {
      throw wrongLength("more");
    }
    crc.update(buffer, offset, read);
    if (tally != crc) {
      tally.update(buffer, offset, read);
    }
    each.run();
    return read;
  }

  /** A client that goes away is nobody's fault, and nothing that the log should tell. */
  private int arrived(byte[] buffer, int offset, int length) {
    try {
      return body.read(buffer, offset, length);
    } catch (IOException e) {
      throw Problem.invalid("part %s broke off after %s bytes".formatted(number, count));
    }
  }

  private void checkWhole() {
    if (whole) {
      return;
    }
    if (count < bytes) {
      throw wrongLength(String.valueOf(count));
    }
    String arrived = tally.end();
    if (!arrived.equals(told.value())) {
      throw Problem.wrongChecksum(
          "part %s arrived with the %s %s, not %s"
              .formatted(number, told.algorithm().title(), arrived, told.value()));
    }
    whole = true;
  }

  private Problem wrongLength(String actual) {
    return Problem.invalid("part %s must have %s bytes, not %s".formatted(number, bytes, actual));
  }
}
