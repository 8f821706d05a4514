package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends files in parts, several at a time. What the service has already is not sent again: after a
 * failure, a crash or an interruption the same call goes on where it stopped. One that waits for
 * the network waits as long as the patience of its API says. Thread-safe.
 */
public final class Uploader {

  private static final int CONFLICT = 409;
  private static final int MISSING = 404;
  private static final int ROUNDS = 3;

  private final Api api;
  private final Path notes;
  private final int parallel;
  private final Consumer<String> remarks;

  /**
   * Prepares to send.
   *
   * @param api as whoever sends
   * @param notes a folder of this user's, where it is noted which uploads have begun
   * @param parallel how many parts at a time; fewer where the service wants very large ones
   * @param remarks is told what people may want to know
   */
  public Uploader(Api api, Path notes, int parallel, Consumer<String> remarks) {
    this.api = api;
    this.notes = notes;
    this.parallel = parallel;
    this.remarks = remarks;
  }

  /**
   * Sends a file.
   *
   * @param file which
   * @param told what {@code POST /uploads} takes, but the size and the checksum
   * @param progress is told how far it is
   * @return the file as the API has it
   * @throws IOException if it cannot be read, or was changed meanwhile
   * @throws IllegalArgumentException if it is no file, or empty
   * @throws IllegalStateException if another process sends the same to the same place
   * @throws RefusedException if the service refuses it
   * @throws UnreachableException if patience ended before the service answered again
   */
  public JsonNode send(Path file, ObjectNode told, Progress progress) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Snapshot snapshot = Snapshot.of(absolute);
    progress.total(snapshot.size());
    ObjectNode body = told.deepCopy().put("size", snapshot.size());
    try (UploadNote note = UploadNote.open(notes, api.login(), absolute, snapshot, told)) {
      note.outdated().ifPresent(id -> dropOutdated(file, id, note));
      Optional<JsonNode> complete = note.upload().flatMap(id -> found("/files/" + id));
      if (complete.isPresent()) {
        // Only the answer to its completion was lost.
        progress.found(snapshot.size());
        note.forget();
        return complete.get();
      }
      return sent(absolute, snapshot, begun(note, body), progress, note);
    }
  }

  private void dropOutdated(Path file, String id, UploadNote note) {
    remarks.accept(file + " has changed since its upload began: it is sent from the beginning");
    drop(id);
    note.forget();
  }

  private void drop(String id) {
    try {
      api.change("DELETE", "/uploads/" + id, null, null);
    } catch (RefusedException e) {
      if (e.status() != MISSING) {
        throw e;
      }
    }
  }

  /** Sent again under the same key, the first answer comes again, which may be of an old upload. */
  private JsonNode begun(UploadNote note, ObjectNode body) {
    Optional<JsonNode> before = note.upload().flatMap(id -> found("/uploads/" + id));
    if (before.isPresent()) {
      return before.get();
    }
    if (note.upload().isPresent()) {
      note.forget();
    }
    try {
      String id = api.post("/uploads", body, null, note.key()).body().path("id").asText();
      note.begun(id);
      return found("/uploads/" + id).orElseGet(() -> begun(note, body));
    } catch (RefusedException e) {
      note.forget();
      throw e;
    }
  }

  private Optional<JsonNode> found(String path) {
    try {
      return Optional.of(api.get(path).body());
    } catch (RefusedException e) {
      if (e.status() != MISSING) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Parts that the service had may be torn by a crash of its own, which it finds at the end. */
  private JsonNode sent(
      Path file, Snapshot snapshot, JsonNode begun, Progress progress, UploadNote note)
      throws IOException {
    JsonNode upload = begun;
    for (int round = 1; ; round++) {
      PartSender sender = new PartSender(api, upload, progress);
      int partBytes = Math.toIntExact(upload.path("partBytes").asLong());
      String whole = new PartReader(file, snapshot, partBytes, parallel).read(sender::send);
      try {
        JsonNode done = completed(upload, whole);
        note.forget();
        return done;
      } catch (RefusedException e) {
        Optional<JsonNode> now = found("/uploads/" + upload.path("id").asText());
        boolean missing =
            now.isPresent() && now.get().path("parts").size() < now.get().path("partCount").asInt();
        if (!missing || round == ROUNDS) {
          giveUp(upload, note, e);
        }
        upload = now.get();
        progress.restart();
      }
    }
  }

  private JsonNode completed(JsonNode upload, String whole) {
    ObjectNode body = Transport.JSON.createObjectNode().put("crc32c", whole);
    String path = "/uploads/%s/completion".formatted(upload.path("id").asText());
    return api.complete(path, body).body();
  }

  /** What the service will never take must not hold room there. */
  private void giveUp(JsonNode upload, UploadNote note, RefusedException e) {
    if (e.status() != CONFLICT && !e.passes()) {
      drop(upload.path("id").asText());
      note.forget();
    }
    throw e;
  }
}
