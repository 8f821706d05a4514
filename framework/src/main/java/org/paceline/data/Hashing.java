package org.paceline.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content hashes, and the mixing of a seed with a position. */
final class Hashing {

  private Hashing() {}

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  static byte[] sha256(String text) {
    return digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
