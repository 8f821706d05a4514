package org.paceline.submitter.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the database keeps by a key that the database does not have (AES-256-GCM). Whoever
 * reads the database must not find it there.
 */
public final class Seal {

  private static final int IV = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  /**
   * Prepares a seal.
   *
   * @param key 32 bytes
   */
  public Seal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Seals a text.
   *
   * @param text what nobody else may read
   * @return in base64
   */
  public String close(String text) {
    byte[] iv = new byte[IV];
    new SecureRandom().nextBytes(iv);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, iv).doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] both = Arrays.copyOf(iv, IV + sealed.length);
      System.arraycopy(sealed, 0, both, IV, sealed.length);
      return Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens what was sealed.
   *
   * @param sealed as {@link #close} gave it
   * @return the text; empty if it was sealed by another key, or changed
   */
  public Optional<String> open(String sealed) {
    byte[] both = Base64.getDecoder().decode(sealed);
    byte[] iv = Arrays.copyOf(both, IV);
    try {
      byte[] text = cipher(Cipher.DECRYPT_MODE, iv).doFinal(both, IV, both.length - IV);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    return cipher;
  }
}
