package org.paceline.submitter.config;

/** Who may make an account. */
public enum Registration {
  /** Anybody who reaches the service. */
  OPEN,
  /** Whoever has an invitation. */
  INVITED,
  /** Nobody; an admin makes accounts. */
  CLOSED
}
