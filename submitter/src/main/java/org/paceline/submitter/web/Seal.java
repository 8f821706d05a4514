package org.paceline.submitter.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a kept answer by the key that the client sent, of which the database has a hash only: an
 * answer may hold a secret that is shown once, as an invitation does, and whoever reads the
 * database must not find it there.
 */
final class Seal {

  private static final int IV = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  Seal(String idempotencyKey) {
    key = new SecretKeySpec(sha256("seal", idempotencyKey.getBytes(StandardCharsets.UTF_8)), "AES");
  }

  String close(String text) {
    byte[] iv = new byte[IV];
    new SecureRandom().nextBytes(iv);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, text.getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(iv, IV + sealed.length);
    System.arraycopy(sealed, 0, both, IV, sealed.length);
    return Base64.getEncoder().encodeToString(both);
  }

  String open(String sealed) {
    byte[] both = Base64.getDecoder().decode(sealed);
    byte[] iv = Arrays.copyOf(both, IV);
    byte[] text = cipher(Cipher.DECRYPT_MODE, iv, Arrays.copyOfRange(both, IV, both.length));
    return new String(text, StandardCharsets.UTF_8);
  }

  private byte[] cipher(int mode, byte[] iv, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the database knows a key or a request by. */
  static String hash(String of, byte[] bytes) {
    return HexFormat.of().formatHex(sha256(of, bytes));
  }

  private static byte[] sha256(String of, byte[] bytes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((of.length() + ":" + of).getBytes(StandardCharsets.UTF_8));
      return sha.digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
