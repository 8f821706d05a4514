package org.paceline.assign;

/** The exact solver is not here, or its process failed. */
final class SolverException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SolverException(String message) {
    super(message);
  }

  SolverException(String message, Throwable cause) {
    super(message, cause);
  }
}
