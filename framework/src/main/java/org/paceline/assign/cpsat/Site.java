package org.paceline.assign.cpsat;

import com.google.ortools.sat.LinearArgument;
import com.google.ortools.sat.Literal;

/**
 * A copy of a task on a machine.
 *
 * @param machine where
 * @param here whether it is there
 * @param times from when to when, where times matter
 * @param seconds how long, in the solver's units
 * @param begun where it has begun, from when to when, in the solver's units; else null
 */
record Site(int machine, Literal here, Ends times, long seconds, Span begun) {

  /** Begin and end of a copy, which are of use where it is there. */
  record Ends(LinearArgument start, LinearArgument end) {}

  /** From a moment until another. */
  record Span(long from, long until) {}
}
