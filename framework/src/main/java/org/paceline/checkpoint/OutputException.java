package org.paceline.checkpoint;

/** What a run makes cannot be written, say because the disk is full. */
public final class OutputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what could not be written, why, and what to do.
   *
   * @param message for people
   * @param cause what the system said
   */
  public OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
