package org.paceline.submitter.storage;

import java.io.IOException;

/** The storage cannot be reached for now. */
public final class StorageAwayException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param message which storage
   * @param cause what the client of the storage says
   */
  public StorageAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
