package org.paceline.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.paceline.base.AtomicFile;

/**
 * A JSON file and the picture beside it, each of which is there whole or not at all, and never
 * takes the place of another.
 *
 * @param path where the JSON will be
 */
record ResultFile(Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENDING = ".json";

  /** Checks that there is none yet. */
  ResultFile {
    Stream.concat(Stream.of(path), Picture.files(withoutEnding(path)).stream())
        .filter(Files::exists)
        .findFirst()
        .ifPresent(ResultFile::refuse);
  }

  private static void refuse(Path there) {
    throw new IllegalArgumentException(
        "--output %s exists already; give a file that does not".formatted(there));
  }

  private static Path withoutEnding(Path path) {
    String name = path.getFileName().toString();
    boolean ends = name.endsWith(ENDING);
    return path.resolveSibling(ends ? name.substring(0, name.length() - ENDING.length()) : name);
  }

  /**
   * Writes both, the JSON first.
   *
   * @throws IOException if one cannot be written; nothing is left of that then
   */
  void write(BenchmarkResult result) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n";
    AtomicFile.write(new ResultFile(path).path(), text);
    try {
      result.picture().write(withoutEnding(path));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s is written, but no picture: %s".formatted(path, e.getMessage()), e);
    }
  }
}
