package org.paceline.submitter.file;

import org.paceline.submitter.web.Problem;

/**
 * What all bytes of a file amount to; of what a client tells one is enough.
 *
 * @param crc32c in hexadecimal, or null
 * @param sha256 in hexadecimal, or null
 */
record WholeChecksums(String crc32c, String sha256) {

  static final WholeChecksums NONE = new WholeChecksums(null, null);

  WholeChecksums {
    check(crc32c, sha256);
  }

  /**
   * Checks how they are written.
   *
   * @throws IllegalArgumentException if one is no such checksum
   */
  static void check(String crc32c, String sha256) {
    check("crc32c", crc32c, 8);
    check("sha256", sha256, 64);
  }

  private static void check(String name, String value, int digits) {
    if (value != null && !value.matches("[0-9a-f]{%s}".formatted(digits))) {
      throw new IllegalArgumentException(
          "%s must be %s hexadecimal digits in lower case, not '%s'"
              .formatted(name, digits, value));
    }
  }

  /**
   * These, which were told at the beginning, with what is told at the end.
   *
   * @throws Problem with status 400 if they contradict each other, or there is none
   */
  WholeChecksums with(WholeChecksums now) {
    WholeChecksums both =
        new WholeChecksums(
            agreed("CRC32C", crc32c, now.crc32c), agreed("SHA-256", sha256, now.sha256));
    if (both.equals(NONE)) {
      throw Problem.invalid(
          "a checksum of the whole is needed: crc32c or sha256, at the beginning or with the"
              + " completion");
    }
    return both;
  }

  private static String agreed(String title, String before, String now) {
    if (before != null && now != null && !before.equals(now)) {
      throw Problem.invalid(
          "the %s of the whole was told as %s at the beginning, and now as %s"
              .formatted(title, before, now));
    }
    return before == null ? now : before;
  }
}
