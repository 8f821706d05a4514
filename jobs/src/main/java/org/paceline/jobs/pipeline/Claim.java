package org.paceline.jobs.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paceline.jobs.RunFolder;

/**
 * A folder that one coordinator at a time has for a pipeline, until it lets go of it or ends.
 *
 * @param path where it is
 * @param lock held by this process
 */
record Claim(Path path, FileChannel lock) implements AutoCloseable {

  private static final String LOCK = "lock";

  /** What a coordinator that was killed at once may leave, its lock first. */
  private static final Set<String> FIRST =
      Set.of(LOCK, Journal.FILE, PipelineFolder.FILE, PipelineFolder.FILE + ".tmp");

  /**
   * Takes a folder for a new pipeline, or one that goes on.
   *
   * @throws IllegalArgumentException where it holds something else, or another coordinator has it
   */
  static Claim of(Path path) {
    try {
      if (!isPipelines(path)) {
        create(path);
      }
      return locked(path);
    } catch (IOException e) {
      throw Journal.failed(path, e);
    }
  }

  /** Whether a pipeline has begun in a folder: its first coordinator noted that. */
  static boolean isPipelines(Path path) {
    return !JournalReader.read(path).isEmpty();
  }

  /** A new folder of a name, or of that with a number where another pipeline has it. */
  static Path fresh(Path named) {
    try {
      Files.createDirectories(named.getParent());
      Path path = named;
      for (int i = 2; !made(path); i++) {
        path = named.resolveSibling(named.getFileName() + "-" + i);
      }
      return path;
    } catch (IOException e) {
      throw Journal.failed(named, e);
    }
  }

  private static boolean made(Path path) throws IOException {
    try {
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void create(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createDirectories(RunFolder.check(path));
    }
    try (Stream<Path> content = Files.list(path)) {
      Set<String> names =
          content.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      if (!names.isEmpty() && !(names.contains(LOCK) && FIRST.containsAll(names))) {
        throw new IllegalArgumentException(
            "--output %s exists already and is no pipeline's folder".formatted(path));
      }
    }
  }

  private static Claim locked(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalArgumentException(
          "%s is at work: another paceline pipeline has this folder".formatted(path));
    }
    return new Claim(path, channel);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw Journal.failed(path.resolve(LOCK), e);
    }
  }
}
