package org.paceline.submitter.machine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a machine is doing. */
enum State {
  /** It waits for work. */
  IDLE,
  /** It works on a job, as its agent says. */
  WORKING,
  /** It is there and must not work: its owner stopped it, or it is outside its hours. */
  STOPPED,
  /** Its agent said goodbye, or was not heard of for a while. */
  AWAY;

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
