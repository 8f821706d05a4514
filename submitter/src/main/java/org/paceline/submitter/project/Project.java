package org.paceline.submitter.project;

import java.time.Instant;
import java.util.UUID;

/**
 * A project, as somebody who is in it sees it.
 *
 * @param id made by the service
 * @param name for people, not unique
 * @param ownerId the account that owns it
 * @param role what whoever sees it may do
 * @param createdAt when it was made
 * @param version counts changes
 */
public record Project(
    UUID id, String name, UUID ownerId, Role role, Instant createdAt, long version) {}
