package org.paceline.submitter.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by the clock (RFC 6238): of six digits, for 30 seconds, by HMAC-SHA-1, which is what every
 * authenticator knows.
 */
final class Totp {

  static final int SECRET_BYTES = 20;

  private static final int STEP_SECONDS = 30;
  private static final int CODES = 1_000_000;

  /** How many steps a clock may be wrong. */
  private static final int DRIFT = 1;

  private Totp() {}

  static String code(byte[] secret, long step) {
    byte[] mac = mac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = mac[mac.length - 1] & 0xf;
    int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % CODES);
  }

  private static byte[] mac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
  }

  /** The step whose code it is, if that is about now and later than the last that was used. */
  static OptionalLong matching(byte[] secret, String code, Instant now, long last) {
    byte[] given = code.getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    for (long step = step(now) - DRIFT; step <= step(now) + DRIFT; step++) {
      byte[] right = code(secret, step).getBytes(StandardCharsets.UTF_8);
      // All are compared, for however long the first of them takes.
      if (MessageDigest.isEqual(right, given) && step > last) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** What authenticators read from a QR code; names and issuer need no escaping. */
  static String uri(String name, byte[] secret) {
    return "otpauth://totp/Paceline:%s?secret=%s&issuer=Paceline&algorithm=SHA1&digits=6&period=%s"
        .formatted(name, Base32.of(secret), STEP_SECONDS);
  }
}
