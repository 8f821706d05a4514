package org.paceline.submitter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Settings each of which is right, and which do not go together. */
final class Contradictions {

  private final Settings settings;
  private final List<String> found = new ArrayList<>();

  private Contradictions(Settings settings) {
    this.settings = settings;
  }

  /** A line for each; settings that are wrong by themselves are null, and left out. */
  static List<String> in(Settings settings) {
    Contradictions contradictions = new Contradictions(settings);
    contradictions.home();
    contradictions.tokens();
    contradictions.tls();
    return contradictions.found;
  }

  private void home() {
    if (settings.home() != null
        && Files.exists(settings.home())
        && !Files.isDirectory(settings.home())) {
      found.add("home must be a folder, not the file " + settings.home());
    }
  }

  /** The end of a refresh token ends its session, and the session's access tokens. */
  private void tokens() {
    if (settings.accessToken() != null
        && settings.refreshToken() != null
        && settings.accessToken().compareTo(settings.refreshToken()) > 0) {
      found.add(
          "access-token-seconds must not be above refresh-token-seconds: %s and %s"
              .formatted(settings.accessToken().toSeconds(), settings.refreshToken().toSeconds()));
    }
  }

  private void tls() {
    if (settings.tlsKeystore() == null || settings.tlsKeystorePassword() == null) {
      return;
    }
    String password = settings.tlsKeystorePassword().reveal();
    if (settings.tlsKeystore().isEmpty()) {
      if (!password.isEmpty()) {
        found.add("tls-keystore-password-file needs tls-keystore-file");
      }
      return;
    }
    try {
      KeyStore.getInstance(settings.tlsKeystore().get().toFile(), password.toCharArray());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      found.add(
          "tls-keystore-file must be a key store that tls-keystore-password-file opens, not "
              + settings.tlsKeystore().get());
    }
  }
}
