package org.paceline.submitter.project;

import java.time.Instant;
import java.util.UUID;

/**
 * An invite code without the code itself, which is shown once.
 *
 * @param id what it is revoked by
 * @param projectId where it leads
 * @param role of whoever comes by it
 * @param usesLeft how many may still come
 * @param createdAt when it was made
 * @param expiresAt when it ends
 * @param version counts its uses
 */
public record InviteCode(
    UUID id,
    UUID projectId,
    Role role,
    int usesLeft,
    Instant createdAt,
    Instant expiresAt,
    long version) {}
