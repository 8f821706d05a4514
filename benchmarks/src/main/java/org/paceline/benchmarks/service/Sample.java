package org.paceline.benchmarks.service;

import org.paceline.benchmarks.service.Step.Kind;

/**
 * One request that was answered, or was not.
 *
 * @param route which
 * @param kind what it counts as
 * @param status of HTTP; 0 if there was no answer, or a wrong one
 * @param atNanos when it was due, from the beginning of the load
 * @param nanos from when it was sent to the last byte of the answer
 * @param dueNanos from when it was due, which is before if the answer before came late
 * @param fault what is wrong with the answer, empty if nothing is
 */
record Sample(
    String route, Kind kind, int status, long atNanos, long nanos, long dueNanos, String fault) {

  boolean right() {
    return fault.isEmpty();
  }
}
