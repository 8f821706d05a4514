package org.paceline.roster;

/** There is no executor that could do the work. */
public final class NoExecutorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message for people
   */
  public NoExecutorException(String message) {
    super(message);
  }
}
