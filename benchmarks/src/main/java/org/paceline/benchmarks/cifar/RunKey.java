package org.paceline.benchmarks.cifar;

/**
 * Which of the runs.
 *
 * @param row the way of training
 * @param seed decides everything random
 */
record RunKey(String row, long seed) {

  /** The name of its file; not every system allows a colon there. */
  String fileName() {
    return row.replace(':', '-') + "-seed" + seed + ".json";
  }

  Entry entry() {
    return new Entry(row);
  }

  /** Whether it leaves the pool with a new executor in the place of one. */
  boolean kills() {
    return entry().kills();
  }

  @Override
  public String toString() {
    return row + ", seed " + seed;
  }
}
