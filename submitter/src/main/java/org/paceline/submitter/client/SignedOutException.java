package org.paceline.submitter.client;

/** Nobody is signed in, or the session has ended: only signing in again helps. */
public final class SignedOutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Tells why.
   *
   * @param message for people
   */
  public SignedOutException(String message) {
    super(message);
  }
}
