package org.paceline.submitter.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What this computer knows of an upload, so that the same command goes on with it after a crash.
 * The key is on disk before the upload is begun under it: an upload whose answer was lost is found
 * by sending the same again. While it is open no other process has the same.
 */
final class UploadNote implements AutoCloseable {

  private static final int NAME_LENGTH = 32;

  private final PrivateFolder folder;
  private final String name;
  private final FileChannel lock;
  private final Snapshot snapshot;
  private String key;

  private UploadNote(PrivateFolder folder, String name, FileChannel lock, Snapshot snapshot) {
    this.folder = folder;
    this.name = name;
    this.lock = lock;
    this.snapshot = snapshot;
  }

  /**
   * The note of a file that is sent to a place.
   *
   * @throws IllegalStateException if another process sends the same
   */
  static UploadNote open(Path folder, Login login, Path file, Snapshot snapshot, JsonNode told) {
    PrivateFolder notes = new PrivateFolder(folder.resolve("uploads"));
    String name =
        Hashes.of(login.server() + "\n" + login.userId() + "\n" + file + "\n" + told)
            .substring(0, NAME_LENGTH);
    try {
      FileChannel lock = notes.lockFile(name + ".lock");
      if (!locked(lock)) {
        lock.close();
        throw new IllegalStateException("another process is sending " + file);
      }
      return new UploadNote(notes, name + ".json", lock, snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
      return false;
    }
  }

  /** The upload that was begun, if the file is as it was; empty where there is none. */
  Optional<String> upload() {
    JsonNode kept = kept();
    if (!kept.path("snapshot").asText().equals(snapshot.toString())) {
      return Optional.empty();
    }
    key = kept.path("key").asText();
    return Optional.of(kept.path("upload").asText()).filter(id -> !id.isEmpty());
  }

  /** The upload that was begun when the file was another; empty if there is none. */
  Optional<String> outdated() {
    JsonNode kept = kept();
    boolean same = kept.path("snapshot").asText().equals(snapshot.toString());
    return Optional.of(kept.path("upload").asText()).filter(id -> !same && !id.isEmpty());
  }

  private JsonNode kept() {
    try {
      return Transport.JSON.readTree(folder.read(name).orElse("{}"));
    } catch (JsonProcessingException e) {
      // A note is only a short cut.
      return Transport.JSON.createObjectNode();
    }
  }

  /** The key under which the upload is begun, the same each time. */
  String key() {
    if (key == null || key.isEmpty()) {
      key = UUID.randomUUID().toString();
      write("");
    }
    return key;
  }

  void begun(String upload) {
    write(upload);
  }

  private void write(String upload) {
    folder.write(
        name,
        Transport.JSON
            .createObjectNode()
            .put("snapshot", snapshot.toString())
            .put("key", key)
            .put("upload", upload)
            .toString());
  }

  /** Nothing is to be gone on with. */
  void forget() {
    folder.delete(name);
    key = null;
  }

  /** Lets another process have it; the lock goes with the note. */
  @Override
  public void close() {
    try {
      if (folder.read(name).isEmpty()) {
        folder.delete(name.replace(".json", ".lock"));
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
