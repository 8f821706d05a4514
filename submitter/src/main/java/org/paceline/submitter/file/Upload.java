package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.paceline.submitter.storage.Storage;

/**
 * A file that is on its way.
 *
 * @param id the file will have it too
 * @param owner who sends it
 * @param project for which it is, or null
 * @param member for whom it is, or null
 * @param machine for which it is, or null
 * @param name of the file
 * @param kind what it is said to hold
 * @param size of the whole, in bytes
 * @param crc32c of the whole, null if it was not told at the beginning
 * @param sha256 of the whole, null if it was not told at the beginning
 * @param space where it goes
 * @param ttlSeconds how long it is kept, null if always
 * @param partBytes of each part but the last
 * @param createdAt when it was told
 * @param expiresAt when it is given up unless another part comes
 * @param handle what the storage finds it by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Upload(
    UUID id,
    UUID owner,
    UUID project,
    UUID member,
    UUID machine,
    String name,
    Kind kind,
    long size,
    String crc32c,
    String sha256,
    Space space,
    Long ttlSeconds,
    long partBytes,
    Instant createdAt,
    Instant expiresAt,
    @JsonIgnore String handle) {

  int parts() {
    return Math.toIntExact((size + partBytes - 1) / partBytes);
  }

  /** The length of a part, of which the first is 1. */
  long bytesOf(int number) {
    return number < parts() ? partBytes : size - (parts() - 1) * partBytes;
  }

  /** As the storage has it. */
  Storage.Draft draft() {
    return new Storage.Draft(id, size, handle);
  }

  /** A part as the storage has it. */
  Storage.Piece piece(Part part) {
    int number = part.number();
    return new Storage.Piece(
        number, part.attempt(), (number - 1) * partBytes, bytesOf(number), part.receipt());
  }

  /** How the audit names it. */
  String subject() {
    return id + " " + name;
  }

  /** What was told at the beginning. */
  WholeChecksums told() {
    return new WholeChecksums(crc32c, sha256);
  }

  /** The file that it becomes. */
  StoredFile file(WholeChecksums whole, Instant now) {
    Instant end = ttlSeconds == null ? null : now.plusSeconds(ttlSeconds);
    return new StoredFile(
        id,
        owner,
        project,
        member,
        machine,
        name,
        kind,
        size,
        whole.crc32c(),
        whole.sha256(),
        space,
        now,
        end,
        null,
        1);
  }
}
