package org.paceline.jobs.agent;

import java.time.Duration;

/** The service did not answer, or cannot answer now: it may later. */
final class ServiceAwayException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Duration atLeast;

  ServiceAwayException(String message, Duration atLeast) {
    super(message);
    this.atLeast = atLeast;
  }

  /** How long it asks to be left alone. */
  Duration atLeast() {
    return atLeast;
  }
}
