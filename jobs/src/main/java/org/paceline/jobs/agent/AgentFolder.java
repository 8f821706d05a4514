package org.paceline.jobs.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paceline.base.AtomicFile;
import org.paceline.base.UserHome;
import org.paceline.job.ExitCode;

/**
 * The folder in which an agent keeps its registration, {@code ~/.config/paceline} unless {@code
 * PACELINE_CONFIG} names another. Only its user can read what is in it. While an agent runs it
 * holds a lock there: two with one registration would say goodbye for each other.
 */
final class AgentFolder implements AutoCloseable {

  static final String VARIABLE = "PACELINE_CONFIG";

  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final FileChannel lock;

  private AgentFolder(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  static Path usual(Map<String, String> environment) {
    String given = environment.getOrDefault(VARIABLE, "");
    return given.isBlank()
        ? UserHome.folder().resolve(".config").resolve("paceline")
        : Path.of(given).toAbsolutePath();
  }

  /**
   * Makes the folder where it is missing, and locks it.
   *
   * @throws AgentException if it cannot be written, or another agent has it
   */
  static AgentFolder open(Path folder) {
    try {
      Files.createDirectories(folder, only("rwx------"));
      FileChannel channel =
          FileChannel.open(
              folder.resolve("agent.lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              only("rw-------"));
      if (channel.tryLock() == null) {
        channel.close();
        throw new AgentException(
            ExitCode.FAILED, "an agent runs already with %s".formatted(folder));
      }
      return new AgentFolder(folder.resolve("agent.json"), channel);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static AgentException unwritable(Path path, IOException e) {
    return new AgentException(
        ExitCode.OUTPUT_FAILED, "%s cannot be written: %s".formatted(path, e.getMessage()));
  }

  /** Empty where no agent was registered from here yet. */
  Optional<Registration> read() {
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readString(file), Registration.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      // Jackson would repeat what is in the file.
      throw new AgentException(
          ExitCode.BAD_ARGUMENTS,
          "%s is not as an agent writes it; register anew with --token".formatted(file));
    } catch (IOException e) {
      throw new AgentException(
          ExitCode.BAD_ARGUMENTS, "%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  void write(Registration registration) {
    try {
      AtomicFile.writePrivate(file, JSON.writeValueAsString(registration));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
