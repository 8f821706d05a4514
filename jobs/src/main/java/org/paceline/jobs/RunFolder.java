package org.paceline.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.paceline.model.ModelFile;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;

/**
 * The output folder of a run. Each file appears whole, under its name, or not at all; only {@code
 * progress.jsonl} grows line by line.
 */
final class RunFolder {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /** The rule that nothing is ever written over. */
  static Path check(Path path) {
    if (Files.exists(path)) {
      throw new IllegalArgumentException(
          "--output %s exists already; give a folder that does not".formatted(path));
    }
    Path parent = path.toAbsolutePath().getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new IllegalArgumentException(
          "--output %s cannot be made: %s is no folder that can be written"
              .formatted(path, parent));
    }
    return path;
  }

  static RunFolder create(Path path) {
    try {
      Files.createDirectories(check(path));
    } catch (IOException e) {
      throw new IllegalArgumentException("--output %s cannot be made: %s".formatted(path, e), e);
    }
    return new RunFolder(path);
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  void json(String name, Object content) {
    try {
      text(name, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the run has no JSON form", e);
    }
  }

  void text(String name, String content) {
    Path temporary = path.resolve(name + ".tmp");
    try {
      Files.writeString(temporary, content);
      Files.move(temporary, path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the output folder cannot be written: " + e, e);
    }
  }

  void line(String name, Object content) {
    try {
      Files.writeString(
          path.resolve(name),
          JSON.writeValueAsString(content) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the output folder cannot be written: " + e, e);
    }
  }

  void model(String name, TrainableNetwork network, Provenance provenance) {
    try {
      ModelFile.save(path.resolve(name), network, provenance);
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be written: " + e, e);
    }
  }
}
