package org.paceline.assign.cpsat;

import com.google.ortools.sat.Literal;

/** A copy of a task on a machine: whether it is there, and from when to when. */
record Site(int machine, Literal here, Ends times, long seconds) {

  /** Begin and end of a copy, which are of use where it is there. */
  record Ends(
      com.google.ortools.sat.LinearArgument start, com.google.ortools.sat.LinearArgument end) {}
}
