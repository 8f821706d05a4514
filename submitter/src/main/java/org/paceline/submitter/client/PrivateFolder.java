package org.paceline.submitter.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Files that nobody else on this computer can read. They are written under a temporary name and
 * moved, so that whoever reads finds an old or a new one. Thread-safe, also between processes.
 */
final class PrivateFolder {

  private static final FileAttribute<?> FOLDER = mode("rwx------");
  private static final FileAttribute<?> FILE = mode("rw-------");
  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");

  /** A process holds locks of files as a whole; its threads need one of their own. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path path;

  PrivateFolder(Path path) {
    this.path = path.toAbsolutePath();
  }

  private static FileAttribute<?> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  /**
   * Reads a file.
   *
   * @return empty if there is none
   * @throws SignedOutException if others may read or write it
   */
  Optional<String> read(String name) {
    Path file = path.resolve(name);
    try {
      if (!MINE.containsAll(Files.getPosixFilePermissions(file))) {
        throw new SignedOutException(
            "others can read %s, so it is not used: chmod 600 %s".formatted(file, file));
      }
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, String text) {
    try {
      make();
      Path temporary = Files.createTempFile(path, "." + name, ".new", FILE);
      try {
        Files.writeString(temporary, text);
        Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void make() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path.getParent());
      Files.createDirectories(path, FOLDER);
    }
  }

  void delete(String name) {
    try {
      Files.deleteIfExists(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does something while no other process and no other thread does such a thing. */
  <T> T alone(String lock, Supplier<T> action) {
    THREADS.lock();
    try {
      make();
      try (FileChannel channel = lockFile(lock)) {
        channel.lock();
        return action.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      THREADS.unlock();
    }
  }

  /** A file that stays, since one that is deleted while somebody waits for it locks nothing. */
  FileChannel lockFile(String lock) throws IOException {
    make();
    return FileChannel.open(
        path.resolve(lock), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
  }
}
