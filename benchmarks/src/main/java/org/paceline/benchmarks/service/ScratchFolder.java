package org.paceline.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for one run, which goes with all that is in it.
 *
 * @param path of the folder
 */
record ScratchFolder(Path path) implements AutoCloseable {

  static ScratchFolder in(Path parent, String name) throws IOException {
    return new ScratchFolder(Files.createTempDirectory(parent, name));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
