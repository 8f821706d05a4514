package org.paceline.round;

/** A loss or a parameter is no longer a finite number. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says where.
   *
   * @param message for people
   */
  public DivergedException(String message) {
    super(message);
  }
}
