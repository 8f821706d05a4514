package org.paceline.submitter.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * What shows that a file was changed.
 *
 * @param size in bytes
 * @param modified the time that the system has
 */
record Snapshot(long size, Instant modified) {

  /**
   * Looks at a file.
   *
   * @throws IllegalArgumentException if it is no file, or empty
   */
  static Snapshot of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no file " + file);
    }
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    if (found.size() == 0) {
      throw new IllegalArgumentException(file + " is empty: a file has 1 byte or more");
    }
    return new Snapshot(found.size(), found.lastModifiedTime().toInstant());
  }
}
