package org.paceline.submitter.file;

import java.time.Instant;
import java.util.UUID;

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
 * @param sha256 of the whole
 * @param space where it goes
 * @param ttlSeconds how long it is kept, null if always
 * @param partBytes of each part but the last
 * @param createdAt when it was told
 * @param expiresAt when it is given up unless another part comes
 */
public record Upload(
    UUID id,
    UUID owner,
    UUID project,
    UUID member,
    UUID machine,
    String name,
    Kind kind,
    long size,
    String sha256,
    Space space,
    Long ttlSeconds,
    long partBytes,
    Instant createdAt,
    Instant expiresAt) {

  int parts() {
    return Math.toIntExact((size + partBytes - 1) / partBytes);
  }

  /** The length of a part, of which the first is 1. */
  long bytesOf(int number) {
    return number < parts() ? partBytes : size - (parts() - 1) * partBytes;
  }

  StoredFile file(Instant now) {
    Instant end = ttlSeconds == null ? null : now.plusSeconds(ttlSeconds);
    return new StoredFile(
        id, owner, project, member, machine, name, kind, size, sha256, space, now, end, null, 1);
  }
}
