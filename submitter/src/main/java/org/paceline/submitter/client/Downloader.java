package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Gets files. What has arrived is in a file with the ending {@code .part}, from which a later call
 * goes on; it gets its name when its checksum is right. Thread-safe.
 */
public final class Downloader {

  private final Api api;

  /**
   * Prepares to get.
   *
   * @param api as whoever gets
   */
  public Downloader(Api api) {
    this.api = api;
  }

  /**
   * Gets a file.
   *
   * @param file as the API has it
   * @param target where it goes
   * @param replacing what happens to a file that is there
   * @param progress is told how far it is
   * @throws FileAlreadyExistsException if there is one, and it is to stay
   * @throws IOException if it cannot be written, or what arrived has another checksum
   * @throws IllegalStateException if another process gets it to the same place
   * @throws RefusedException if the service refuses it
   * @throws UnreachableException if patience ended before the service answered again
   */
  public void get(JsonNode file, Path target, Replacing replacing, Progress progress)
      throws IOException {
    if (replacing == Replacing.NOTHING && Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    progress.total(file.path("size").asLong());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    boolean resumed = Files.exists(part);
    if (!arrived(file, part, progress)) {
      Files.delete(part);
      progress.restart();
      if (!resumed || !arrived(file, part, progress)) {
        Files.deleteIfExists(part);
        throw new IOException("what arrived of " + target + " has not the checksum of the file");
      }
    }
    move(part, target, replacing);
  }

  /** Whether a file that is there may be replaced. */
  public enum Replacing {
    /** It stays, and that is a failure. */
    NOTHING,
    /** It is replaced when the other has arrived. */
    ANYTHING
  }

  private boolean arrived(JsonNode file, Path part, Progress progress) throws IOException {
    try (PartFile bytes = PartFile.open(part, file, progress)) {
      return bytes.complete(api).equals(file.path("crc32c").asText());
    }
  }

  private static void move(Path part, Path target, Replacing replacing) throws IOException {
    if (replacing == Replacing.ANYTHING) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.move(part, target);
    }
  }
}
