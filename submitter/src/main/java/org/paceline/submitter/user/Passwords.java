package org.paceline.submitter.user;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.function.Supplier;
import org.paceline.submitter.secret.RandomCode;

/**
 * Passwords, hashed by Argon2id with 19 MiB, 2 iterations and one lane, as OWASP's Password Storage
 * Cheat Sheet advises; tests take less by the system property {@code paceline.argon2.kib}.
 * Thread-safe.
 */
final class Passwords {

  private static final int MEMORY_KIB = Integer.getInteger("paceline.argon2.kib", 19 * 1024);
  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int LENGTH = 32;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;

  private static final Argon2Function ARGON2 =
      Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, LANES, LENGTH, Argon2.ID);

  private static final Turns TURNS = Turns.within(MEMORY_KIB * 1024L);

  /** Compared with where there is no such account, so that this takes as long. */
  private static final String NOBODYS = hash("nobody's password");

  private Passwords() {}

  /**
   * The rule for new ones.
   *
   * @throws IllegalArgumentException if it is too short or too long; it is not repeated
   */
  static String check(String password) {
    if (password == null || password.length() < SHORTEST || password.length() > LONGEST) {
      throw new IllegalArgumentException(
          "password must have %s to %s characters, not %s"
              .formatted(SHORTEST, LONGEST, password == null ? 0 : password.length()));
    }
    return password;
  }

  static String hash(String password) {
    return inTurn(() -> Password.hash(password).addRandomSalt().with(ARGON2).getResult());
  }

  static boolean matches(String password, String hash) {
    // A hash says how it was made.
    return inTurn(
        () -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
  }

  static void pretend(String password) {
    matches(password, NOBODYS);
  }

  /** A key of 32 bytes that is not kept: whoever reads the database has to guess the password. */
  static byte[] key(String password, byte[] salt) {
    return inTurn(() -> Password.hash(password).addSalt(salt).with(ARGON2).getBytes());
  }

  private static <T> T inTurn(Supplier<T> work) {
    return TURNS.take(work);
  }

  /** One that nobody guesses. */
  static String random() {
    return RandomCode.make();
  }
}
