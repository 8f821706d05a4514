package org.paceline.submitter.file;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How long a file is kept. */
public enum Space {
  /** Until it is deleted. */
  @JsonProperty("kept")
  KEPT,
  /** For a time that is told when it is uploaded. */
  @JsonProperty("short-term")
  SHORT_TERM
}
