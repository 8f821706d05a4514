package org.paceline.jobs.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tokens, as the service makes them. */
final class Tokens {

  private static final String FORM = "[A-Za-z0-9_-]{16,200}";

  private Tokens() {}

  static boolean wellFormed(String token) {
    return token.matches(FORM);
  }

  /** What may be kept of one that is used up: SHA-256. */
  static String hash(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
