package org.paceline.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content hashes. */
public final class Hashing {

  private Hashing() {}

  /**
   * Starts a hash.
   *
   * @param algorithm one that every Java platform has: MD5, SHA-1 or SHA-256
   * @return a new digest
   */
  public static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /**
   * Hashes a text.
   *
   * @param text any text, taken as UTF-8
   * @return 32 bytes
   */
  public static byte[] sha256(String text) {
    return digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a hash as people read it.
   *
   * @param hash any bytes
   * @return two lower-case hexadecimal digits a byte
   */
  public static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
