package org.paceline.submitter.user;

import java.time.Instant;
import java.util.UUID;

/**
 * An account.
 *
 * @param id made by the service
 * @param name unique
 * @param passwordHash Argon2id
 * @param admin whether it may do what concerns everybody
 * @param mustChangePassword whether its password was given by somebody else
 * @param createdAt when it was made
 * @param version counts changes
 */
public record User(
    UUID id,
    String name,
    String passwordHash,
    boolean admin,
    boolean mustChangePassword,
    Instant createdAt,
    long version) {

  @Override
  public String toString() {
    return "user " + name;
  }
}
