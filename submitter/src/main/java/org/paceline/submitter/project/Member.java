package org.paceline.submitter.project;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who is in a project.
 *
 * @param userId the account
 * @param name its name
 * @param role what they may do
 * @param joinedAt since when
 * @param version counts changes of the role
 */
public record Member(UUID userId, String name, Role role, Instant joinedAt, long version) {}
