package org.paceline.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that have to be read from the disk, as those that nobody has read for long. */
final class ColdFiles {

  private static final long LARGE_BYTES = 1 << 20;

  private ColdFiles() {}

  /** Takes the large files below a folder out of memory, after their bytes are on the disk. */
  static void below(Path folder, Path except) throws IOException, InterruptedException {
    List<Path> large;
    try (Stream<Path> files = Files.walk(folder)) {
      large = files.filter(file -> !file.equals(except) && isLarge(file)).toList();
    }
    for (Path file : large) {
      drop(file);
    }
  }

  private static boolean isLarge(Path file) {
    return Files.isRegularFile(file) && file.toFile().length() >= LARGE_BYTES;
  }

  /** As the manual of GNU dd has it: no byte is copied. */
  private static void drop(Path file) throws IOException, InterruptedException {
    List<String> command =
        List.of("dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0");
    Process dd = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(dd.getInputStream().readAllBytes());
    if (dd.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }
}
