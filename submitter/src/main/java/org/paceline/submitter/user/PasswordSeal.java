package org.paceline.submitter.user;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.paceline.submitter.secret.Seal;

/**
 * Seals an account's secret by a key made of its password by Argon2id, as costly as the password's
 * own hash and with a salt of its own: the service keeps no key, and whoever reads the database has
 * to guess the password first.
 */
final class PasswordSeal {

  private static final int SALT = 16;

  private PasswordSeal() {}

  static String close(String password, String text) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return Base64.getEncoder().encodeToString(salt)
        + ":"
        + new Seal(Passwords.key(password, salt)).close(text);
  }

  /** Empty if it was sealed by another password. */
  static Optional<String> open(String password, String sealed) {
    int colon = sealed.indexOf(':');
    byte[] salt = Base64.getDecoder().decode(sealed.substring(0, colon));
    return new Seal(Passwords.key(password, salt)).open(sealed.substring(colon + 1));
  }
}
