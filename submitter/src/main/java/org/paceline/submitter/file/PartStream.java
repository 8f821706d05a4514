package org.paceline.submitter.file;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.paceline.submitter.web.Problem;

/**
 * The bytes of a part as they arrive. Its end is refused unless they have the length and the
 * checksum that were told, so that whoever copies it to the end has them right.
 */
final class PartStream extends InputStream {

  private final InputStream body;
  private final int number;
  private final long bytes;
  private final String sha256;
  private final MessageDigest digest = Checksum.sha256();
  private long count;

  PartStream(InputStream body, int number, long bytes, String sha256) {
    this.body = body;
    this.number = number;
    this.bytes = bytes;
    this.sha256 = sha256;
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
    digest.update(buffer, offset, read);
    return read;
  }

  /** A client that goes away is nobody's fault, and nothing that the log should tell. */
  private int arrived(byte[] buffer, int offset, int length) {
    try {
      return body.read(buffer, offset, length);
    } catch (IOException e) {
      throw Problem.invalid("part %d broke off after %d bytes".formatted(number, count));
    }
  }

  private void checkWhole() {
    if (count < bytes) {
      throw wrongLength(String.valueOf(count));
    }
    String arrived = HexFormat.of().formatHex(digest.digest());
    if (!arrived.equals(sha256)) {
      throw Problem.wrongChecksum(
          "part %d arrived with the SHA-256 %s, not %s".formatted(number, arrived, sha256));
    }
  }

  private Problem wrongLength(String actual) {
    return Problem.invalid("part %d must have %d bytes, not %s".formatted(number, bytes, actual));
  }
}
