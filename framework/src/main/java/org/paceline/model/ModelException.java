package org.paceline.model;

/** A model file that cannot be read: missing, corrupt or of another kind. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong with which file.
   *
   * @param message for people
   */
  public ModelException(String message) {
    super(message);
  }

  /**
   * Says what is wrong with which file, and why.
   *
   * @param message for people
   * @param cause the failure beneath
   */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
