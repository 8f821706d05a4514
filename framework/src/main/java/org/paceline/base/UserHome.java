package org.paceline.base;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a user's own files are. */
public final class UserHome {

  /** What Java says of a user without an entry in {@code /etc/passwd}, as in many containers. */
  private static final String UNKNOWN = "?";

  private UserHome() {}

  /**
   * The user's home, by the system's list of users or else by the environment; without one that can
   * be written, the folder for temporary files.
   *
   * @return its path; one of the system's list may not exist, or not be the user's to write
   */
  public static Path folder() {
    return of(
        System.getProperty("user.home"),
        System.getenv("HOME"),
        System.getProperty("java.io.tmpdir"));
  }

  static Path of(String listed, String environment, String temporary) {
    if (listed != null && !listed.isBlank() && !listed.equals(UNKNOWN)) {
      return Path.of(listed);
    }
    boolean usable =
        environment != null && !environment.isBlank() && Files.isWritable(Path.of(environment));
    return Path.of(usable ? environment : temporary);
  }
}
