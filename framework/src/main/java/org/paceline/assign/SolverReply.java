package org.paceline.assign;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the exact solver found.
 *
 * @param infeasible whether it is proven that there is no plan
 * @param bound what no plan is better than
 * @param placements its plan; empty where it found none
 */
record SolverReply(boolean infeasible, OptionalDouble bound, List<Place> placements) {

  /** A copy of a task on a machine, by positions; where times matter its start, else 0. */
  record Place(int task, int machine, double start) {}
}
