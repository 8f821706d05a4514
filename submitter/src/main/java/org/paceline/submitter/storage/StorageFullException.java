package org.paceline.submitter.storage;

import java.io.IOException;

/** There is no space left for what is to be written. */
public final class StorageFullException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param message how much there is, and how much is needed
   * @param cause what the system says, or null
   */
  public StorageFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
