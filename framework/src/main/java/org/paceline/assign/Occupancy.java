package org.paceline.assign;

/** What is taken of one machine, and when the next task fits beside it. */
interface Occupancy {

  /**
   * The earliest second at which a task can begin.
   *
   * @param ready not before
   * @param seconds how long it runs
   * @param demand an amount a resource
   * @return NaN where it never can
   */
  double earliest(double ready, double seconds, double[] demand);

  /** Takes what a task holds from then on. */
  void take(double start, double seconds, double[] demand);

  /** Of a machine with nothing on it. */
  static Occupancy of(Instance instance, int machine) {
    double[] capacity = instance.capacity(machine);
    Hours hours = new Hours(instance.machine(machine).hours());
    return instance.problem().holding() == Holding.WHOLE_PLAN
        ? new HeldForGood(capacity, hours)
        : new HeldWhileRunning(capacity, hours);
  }
}
