package org.paceline.submitter.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an agent says that its machine does. */
public enum Doing {
  /** Nothing for Paceline. */
  IDLE,
  /** It works on a job. */
  WORKING;

  @JsonCreator
  static Doing parse(String text) {
    for (Doing doing : values()) {
      if (doing.text().equals(text)) {
        return doing;
      }
    }
    throw new IllegalArgumentException("doing must be idle or working, not '%s'".formatted(text));
  }

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
