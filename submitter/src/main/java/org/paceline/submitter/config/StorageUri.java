package org.paceline.submitter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where files are, as text. */
final class StorageUri {

  private static final String RULE =
      "must be file:/FOLDER, hdfs://HOST:PORT/FOLDER or s3a://BUCKET/FOLDER";

  private StorageUri() {}

  /**
   * Understands it.
   *
   * @param text empty for none
   * @return the URI
   * @throws IllegalArgumentException with the rule that it breaks
   */
  static Optional<URI> read(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    URI uri = uri(text);
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "must not hold a key; name a file by storage-configuration-file");
    }
    String authority = uri.getRawAuthority();
    boolean holds =
        switch (String.valueOf(uri.getScheme())) {
          case "file" -> authority == null;
          case "hdfs", "s3a" -> authority != null;
          default -> false;
        };
    String path = uri.getPath();
    if (!holds || path == null || !path.startsWith("/") || uri.getRawQuery() != null) {
      throw new IllegalArgumentException(RULE);
    }
    return Optional.of(uri);
  }

  private static URI uri(String text) {
    try {
      return new URI(text).normalize();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(RULE, e);
    }
  }
}
