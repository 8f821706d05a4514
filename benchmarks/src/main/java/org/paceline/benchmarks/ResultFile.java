package org.paceline.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.base.AtomicFile;

/**
 * A JSON file that is there whole or not at all, and never takes the place of another.
 *
 * @param path where it will be
 */
public record ResultFile(Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Checks that there is none yet. */
  public ResultFile {
    if (Files.exists(path)) {
      throw new IllegalArgumentException(
          "--output %s exists already; give a file that does not".formatted(path));
    }
  }

  /**
   * Writes it.
   *
   * @param content what Jackson can write
   * @throws IOException if it cannot be written; nothing is left of it then
   */
  public void write(Object content) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    AtomicFile.write(new ResultFile(path).path(), text);
  }
}
