package org.paceline.submitter.machine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What a machine is doing. */
enum State {
  /** It waits for work. */
  IDLE,
  /** It is there and must not work: its owner stopped it, or it is outside its hours. */
  STOPPED,
  /** Its agent was not heard of for a while. */
  AWAY;

  /** Between heartbeats. */
  static final Duration BEAT = Duration.ofSeconds(30);

  /** Two heartbeats may be lost. */
  private static final Duration PATIENCE = BEAT.multipliedBy(3);

  static State of(Machine machine, Rules rules, Instant now) {
    if (machine.lastSeen() == null || !machine.lastSeen().plus(PATIENCE).isAfter(now)) {
      return AWAY;
    }
    return mayWork(machine, rules, now) ? IDLE : STOPPED;
  }

  static boolean mayWork(Machine machine, Rules rules, Instant now) {
    return !machine.paused() && rules.open(now);
  }

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
