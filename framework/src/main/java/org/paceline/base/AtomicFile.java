package org.paceline.base;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that appears whole under its name, in the place of another of that name, or not at all,
 * and is there after a power cut: it is written under a temporary name, synced to the disk and
 * moved, and its folder is synced.
 */
public final class AtomicFile {

  private static final String TEMPORARY = ".tmp";
  private static final int BUFFER = 1 << 16;
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private AtomicFile() {}

  /** Writes what the file is to hold. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param out to be left open
     * @throws IOException if the disk refuses
     */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a text.
   *
   * @param file where; its folder must exist, and no other process write there
   * @param text in UTF-8
   * @throws IOException if the disk refuses; nothing is left of it then
   */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a text that nobody but this process's user can read at any time.
   *
   * @param file where; its folder must exist, and no other process write there
   * @param text in UTF-8
   * @throws IOException if the disk refuses; nothing is left of it then
   */
  public static void writePrivate(Path file, String text) throws IOException {
    Path temporary = file.toAbsolutePath().resolveSibling(file.getFileName() + TEMPORARY);
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PRIVATE));
    write(file, text);
  }

  /**
   * Writes a file.
   *
   * @param file where; its folder must exist, and no other process write there
   * @param content what
   * @throws IOException if the disk refuses; nothing is left of it then
   */
  public static void write(Path file, Content content) throws IOException {
    write(file, TEMPORARY, content);
  }

  /**
   * Writes a file that other processes write, too; the last one's is there in the end.
   *
   * @param file where; its folder must exist
   * @param content what
   * @throws IOException if the disk refuses; nothing is left of it then
   */
  public static void writeShared(Path file, Content content) throws IOException {
    write(file, TEMPORARY + ProcessHandle.current().pid(), content);
  }

  private static void write(Path file, String suffix, Content content) throws IOException {
    Path whole = file.toAbsolutePath();
    Path temporary = whole.resolveSibling(whole.getFileName() + suffix);
    try {
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        content.write(buffered);
        buffered.flush();
        out.getFD().sync();
      }
      Files.move(
          temporary, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      sync(whole.getParent());
    } catch (IOException | RuntimeException | Error e) {
      discard(temporary, e);
      throw e;
    }
  }

  /** A move is in the folder's own data. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void discard(Path temporary, Throwable failure) {
    try {
      if (Files.isRegularFile(temporary)) {
        Files.delete(temporary);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
