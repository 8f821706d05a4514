package org.paceline.submitter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A secret, which no log or error shows. */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** The first line of a file, or an empty secret where no file is named. */
  static Secret ofFile(String file) {
    if (file.isEmpty()) {
      return new Secret("");
    }
    String first;
    try {
      first = Files.readString(Path.of(file)).lines().findFirst().orElse("");
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("must be a file that can be read", e);
    }
    if (first.isBlank()) {
      throw new IllegalArgumentException("must be a file with the secret in its first line");
    }
    return new Secret(first);
  }

  /**
   * The secret itself.
   *
   * @return never to be shown
   */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
