package org.paceline.cluster;

/** The cluster could not be started, or offers no executor that could do the work. */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param message for people
   */
  public ClusterException(String message) {
    super(message);
  }

  /**
   * Says what is wrong and why.
   *
   * @param message for people
   * @param cause the failure beneath
   */
  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
