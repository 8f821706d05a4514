package org.paceline.submitter.client;

/** The service did not answer. */
public final class UnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean sent;

  /**
   * Tells whom nobody reached.
   *
   * @param message who and why
   * @param cause what the network said
   * @param sent whether the request may have arrived
   */
  UnreachableException(String message, Throwable cause, boolean sent) {
    super(message, cause);
    this.sent = sent;
  }

  /**
   * Whether the request may have arrived, and only its answer is missing.
   *
   * @return false if there was no connection
   */
  public boolean sent() {
    return sent;
  }
}
