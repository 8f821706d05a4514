package org.paceline.submitter.file;

import java.util.HexFormat;

/**
 * The CRC32C of a whole, made of those of its parts in their order, without their bytes. That of
 * two parts is the first one's times x to the power of the second one's bits, plus the second one's
 * (M. Adler, {@code crc32_combine} of zlib 1.2.12), all modulo Castagnoli's polynomial. Not
 * thread-safe.
 */
final class Crc32cSum {

  private static final int POLYNOMIAL = 0x82F63B78;

  /** Bits are reflected: the highest is the factor of x to the power of 0. */
  private static final int ONE = 1 << 31;

  private static final int X_TO_THE_8TH = 1 << 23;

  private int sum;

  /**
   * Adds the part that follows.
   *
   * @param crc32c in hexadecimal
   * @param bytes its length
   */
  void add(String crc32c, long bytes) {
    sum = product(power(bytes), sum) ^ HexFormat.fromHexDigits(crc32c);
  }

  /** That of all that were added, in hexadecimal. */
  String value() {
    return HexFormat.of().toHexDigits(sum);
  }

  /** x to the power of 8 for each byte. */
  private static int power(long bytes) {
    int power = ONE;
    int square = X_TO_THE_8TH;
    for (long left = bytes; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        power = product(square, power);
      }
      square = product(square, square);
    }
    return power;
  }

  private static int product(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ POLYNOMIAL;
    }
    return product;
  }
}
