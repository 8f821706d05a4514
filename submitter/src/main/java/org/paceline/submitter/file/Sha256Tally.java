package org.paceline.submitter.file;

import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of what arrives. */
final class Sha256Tally implements Algorithm.Tally {

  private final MessageDigest digest = Checksum.sha256();

  @Override
  public void update(byte[] buffer, int offset, int length) {
    digest.update(buffer, offset, length);
  }

  @Override
  public String end() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
