package org.paceline.submitter.archive;

/** An archive breaks a rule, which the message names with the entry that does. */
public final class ArchiveException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ArchiveException(String message) {
    super(message, null, false, false);
  }
}
