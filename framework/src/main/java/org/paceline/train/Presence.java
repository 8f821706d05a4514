package org.paceline.train;

/** Knows how long executors were here. */
@FunctionalInterface
interface Presence {

  /**
   * A part of a span, given by its ends.
   *
   * @param executor the executor
   * @param from the beginning, by {@link System#nanoTime}
   * @param to the end
   * @return seconds in which it was here
   */
  double seconds(String executor, long from, long to);
}
