package org.paceline.speed;

/** How a speed is known; each grade replaces the one before it. */
public enum SpeedGrade {
  /** Computed from the machine's profile, before anything ran. */
  NOMINAL,
  /** Timed over a few real training steps. */
  TRIAL,
  /** Filtered from the rounds of the run itself. */
  OBSERVED
}
