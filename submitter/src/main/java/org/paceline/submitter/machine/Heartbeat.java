package org.paceline.submitter.machine;

import java.time.Duration;
import java.time.Instant;

/**
 * How often agents report, and what follows from it. Only the service's clock counts: agents send
 * no times.
 *
 * @param interval between reports
 */
record Heartbeat(Duration interval) {

  /** Two may be lost. */
  private static final int PATIENCE = 3;

  State state(Machine machine, Rules rules, Instant now) {
    if (!machine.here() || !machine.lastSeen().plus(interval.multipliedBy(PATIENCE)).isAfter(now)) {
      return State.AWAY;
    }
    if (machine.doing() == Doing.WORKING) {
      return State.WORKING;
    }
    return Order.of(machine, rules, now) == Order.WORK ? State.IDLE : State.STOPPED;
  }
}
