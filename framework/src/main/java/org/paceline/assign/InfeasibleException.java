package org.paceline.assign;

/** No plan has all tasks that it must have. */
public final class InfeasibleException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Tells why.
   *
   * @param message what cannot be kept
   */
  public InfeasibleException(String message) {
    super(message);
  }
}
