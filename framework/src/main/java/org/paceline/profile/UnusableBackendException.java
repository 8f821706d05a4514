package org.paceline.profile;

/** This build's ND4J backend cannot be used on this machine. */
public final class UnusableBackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message for people
   */
  public UnusableBackendException(String message) {
    super(message);
  }
}
