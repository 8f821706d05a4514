package org.paceline.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.paceline.base.AtomicFile;
import org.paceline.checkpoint.OutputException;
import org.paceline.data.DataException;
import org.paceline.model.ModelFile;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output folder of a run. Each file appears whole, under its name, or not at all; only {@code
 * progress.jsonl} grows line by line.
 */
public final class RunFolder {

  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final String BASE = "PACELINE_OUTPUT";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Where a folder is that a user names: below the folder that {@code PACELINE_OUTPUT} names,
   * unless it is absolute, where a launcher has set that, as a pod's own folder is gone with it.
   */
  public static Path place(Path named) {
    String base = System.getenv(BASE);
    return base == null || base.isBlank() ? named : Path.of(base).resolve(named);
  }

  /** The rule that nothing is ever written over. */
  public static Path check(Path path) {
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

  /** The folder of a run that goes on. */
  static RunFolder open(Path path) {
    if (!Files.isDirectory(path) || !Files.isWritable(path)) {
      throw new IllegalArgumentException(
          "--resume %s is no folder that can be written".formatted(path));
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
    try {
      AtomicFile.write(path.resolve(name), content);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /** The lines of a file that grows, as far as they are whole. */
  <T> List<T> lines(String name, Class<T> type) {
    List<T> read = new ArrayList<>();
    if (!Files.exists(path.resolve(name))) {
      return read;
    }
    try {
      for (String line : Files.readAllLines(path.resolve(name))) {
        read.add(JSON.readValue(line, type));
      }
    } catch (JsonProcessingException e) {
      // The driver died while it wrote the last line.
      LOG.warn("{} ends with a torn line, which is left out", path.resolve(name));
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be read: %s".formatted(path.resolve(name), e.getMessage()), e);
    }
    return read;
  }

  void lines(String name, List<?> content) {
    StringBuilder text = new StringBuilder();
    try {
      for (Object line : content) {
        text.append(JSON.writeValueAsString(line)).append('\n');
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the run has no JSON form", e);
    }
    text(name, text.toString());
  }

  void line(String name, Object content) {
    try {
      Files.writeString(
          path.resolve(name),
          JSON.writeValueAsString(content) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  void model(String name, TrainableNetwork network, Provenance provenance) {
    try {
      ModelFile.save(path.resolve(name), network, provenance);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  private OutputException failed(String name, IOException cause) {
    return new OutputException(
        "%s cannot be written: %s. Make room, then go on with --resume %s"
            .formatted(path.resolve(name), cause.getMessage(), path),
        cause);
  }
}
