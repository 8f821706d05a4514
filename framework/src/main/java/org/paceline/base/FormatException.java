package org.paceline.base;

/** A file that cannot be used; the message names file, place, rule and value. */
public final class FormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says which rule is broken where.
   *
   * @param message for people
   */
  public FormatException(String message) {
    super(message);
  }

  /**
   * Says what could not be read and why.
   *
   * @param message for people
   * @param cause the failure beneath
   */
  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
