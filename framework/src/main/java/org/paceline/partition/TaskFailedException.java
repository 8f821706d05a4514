package org.paceline.partition;

/** A task failed again and again, so that its job was given up. */
public final class TaskFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TaskFailedException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
