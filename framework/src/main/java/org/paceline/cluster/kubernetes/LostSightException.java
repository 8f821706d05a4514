package org.paceline.cluster.kubernetes;

/** A job can be followed no longer, but goes on. */
final class LostSightException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostSightException(String message, Throwable cause) {
    super(message, cause);
  }
}
