package org.paceline.submitter.machine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/** What a machine's owner lets it do at the moment. */
enum Order {
  /** It may work. */
  WORK,
  /** Its owner stopped it. */
  STOPPED_BY_OWNER,
  /** It may work at other hours. */
  OUTSIDE_HOURS;

  static Order of(Machine machine, Rules rules, Instant now) {
    if (machine.paused()) {
      return STOPPED_BY_OWNER;
    }
    return rules.open(now) ? WORK : OUTSIDE_HOURS;
  }

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
