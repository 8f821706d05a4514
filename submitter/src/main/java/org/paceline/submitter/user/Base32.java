package org.paceline.submitter.user;

/** Base32 (RFC 4648, section 6), without padding, as authenticators have their secrets typed in. */
final class Base32 {

  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int held = 0;
    for (byte each : bytes) {
      buffer = (buffer << Byte.SIZE) | (each & 0xff);
      held += Byte.SIZE;
      while (held >= BITS) {
        held -= BITS;
        text.append(DIGITS.charAt((buffer >> held) & 0x1f));
      }
    }
    if (held > 0) {
      text.append(DIGITS.charAt((buffer << (BITS - held)) & 0x1f));
    }
    return text.toString();
  }
}
