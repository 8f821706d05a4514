package org.paceline.submitter.user;

import java.time.Duration;
import java.time.Instant;

/**
 * How often somebody was wrong about an account's password of late.
 *
 * @param name the hash of the account's, whether or not there is one
 * @param address where they sit; empty for all places together
 * @param failures in a row, each not much later than the one before
 * @param failedAt the last of them
 * @param succeededAt when somebody signed in from there last; null for never
 */
public record SignInCount(
    String name, String address, int failures, Instant failedAt, Instant succeededAt) {

  static final String EVERYWHERE = "";

  /** An address that signed in within this time is one of the owner's. */
  static final Duration KNOWN = Duration.ofDays(30);

  static SignInCount none(String name, String address) {
    return new SignInCount(name, address, 0, Instant.EPOCH, null);
  }

  /** Until when nobody may try. */
  Instant lockedUntil(int most, Duration lock) {
    return failures >= most ? failedAt.plus(lock) : Instant.EPOCH;
  }

  boolean known(Instant now) {
    return succeededAt != null && succeededAt.plus(KNOWN).isAfter(now);
  }

  /** One whose lock has ended, or that was not wrong for as long, begins anew. */
  SignInCount failed(Instant now, Duration lock, int weight) {
    int before = failedAt.plus(lock).isAfter(now) ? failures : 0;
    return new SignInCount(name, address, before + weight, now, succeededAt);
  }

  SignInCount succeeded(Instant now) {
    return new SignInCount(name, address, 0, failedAt, now);
  }
}
