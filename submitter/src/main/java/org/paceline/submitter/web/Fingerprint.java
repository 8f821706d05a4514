package org.paceline.submitter.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What the database knows a key or a request by: SHA-256, another for each use. */
final class Fingerprint {

  private Fingerprint() {}

  static String hex(String of, byte[] bytes) {
    return HexFormat.of().formatHex(bytes(of, bytes));
  }

  static byte[] bytes(String of, byte[] bytes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((of.length() + ":" + of).getBytes(StandardCharsets.UTF_8));
      return sha.digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
