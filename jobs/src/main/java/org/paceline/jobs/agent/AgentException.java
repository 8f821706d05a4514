package org.paceline.jobs.agent;

import org.paceline.job.ExitCode;

/** Why an agent ends; the message is for its owner. */
final class AgentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  AgentException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
