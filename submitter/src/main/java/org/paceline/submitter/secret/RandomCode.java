package org.paceline.submitter.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** A code that nobody guesses, of which the database has the hash only. */
public final class RandomCode {

  private static final int BYTES = 18;

  private RandomCode() {}

  /**
   * Makes one.
   *
   * @return 144 random bits, fit for a URL and for a command line
   */
  public static String make() {
    String code = random();
    // A word that begins so would be taken for an option.
    while (code.startsWith("-")) {
      code = random();
    }
    return code;
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * What is kept of one. It needs no salt: what is hashed is random.
   *
   * @param code as it was shown
   * @return SHA-256 in hexadecimal digits
   */
  public static String hash(String code) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(code.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
