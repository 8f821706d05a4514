package org.paceline.submitter.file;

import java.util.HexFormat;
import java.util.zip.CRC32C;

/** CRC32C of what arrives. */
final class Crc32cTally implements Algorithm.Tally {

  private final CRC32C crc = new CRC32C();

  @Override
  public void update(byte[] buffer, int offset, int length) {
    crc.update(buffer, offset, length);
  }

  /** May be asked again. */
  @Override
  public String end() {
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
