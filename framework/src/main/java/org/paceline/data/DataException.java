package org.paceline.data;

/** Data that cannot be used: missing, truncated, over-long, mislabelled or of a wrong kind. */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says which rule the data breaks.
   *
   * @param message for people, with the file and the value
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * Says what could not be read and why.
   *
   * @param message for people, with the file
   * @param cause the failure beneath
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
