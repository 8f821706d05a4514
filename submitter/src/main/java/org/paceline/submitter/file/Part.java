package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/**
 * A part of an upload.
 *
 * @param number from 1
 * @param algorithm how its checksum is made
 * @param checksum of its bytes, in hexadecimal
 * @param attempt who wrote it, which is another each time
 * @param writer the process that wrote it
 * @param claimedUntil how long it is being written, null when it has arrived
 * @param crc32c of its bytes, whatever its checksum is; empty until it has arrived
 * @param receipt what the storage gave for it
 */
public record Part(
    int number,
    Algorithm algorithm,
    String checksum,
    @JsonIgnore UUID attempt,
    @JsonIgnore UUID writer,
    @JsonIgnore Instant claimedUntil,
    @JsonIgnore String crc32c,
    @JsonIgnore String receipt) {

  boolean has(Checksum told) {
    return told.algorithm() == algorithm && told.value().equals(checksum);
  }

  boolean arrived() {
    return claimedUntil == null;
  }
}
