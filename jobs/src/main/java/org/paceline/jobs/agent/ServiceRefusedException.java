package org.paceline.jobs.agent;

/** The service understood and refuses: the same again would be refused again. */
final class ServiceRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  ServiceRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Of HTTP. */
  int status() {
    return status;
  }
}
