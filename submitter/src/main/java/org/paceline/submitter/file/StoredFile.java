package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A file.
 *
 * @param id made by the service
 * @param owner who sent it
 * @param project for which it is, or null
 * @param member for whom it is, or null
 * @param machine for which it is, or null
 * @param name as its owner has it
 * @param kind what it holds
 * @param size in bytes
 * @param crc32c of its bytes
 * @param sha256 of its bytes, null unless who sent it told it
 * @param space where it is
 * @param createdAt when it was whole
 * @param expiresAt when it is deleted for good, null in the space {@code kept}
 * @param deletedAt when it was put into the recycle bin, null if it is not there
 * @param version counts changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredFile(
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
    Instant createdAt,
    Instant expiresAt,
    Instant deletedAt,
    long version) {}
