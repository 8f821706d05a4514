package org.paceline.assign;

/** Demands add up over the whole plan. */
final class HeldForGood implements Occupancy {

  private final double[] capacity;
  private final double[] taken;
  private final Hours hours;

  HeldForGood(double[] capacity, Hours hours) {
    this.capacity = capacity;
    this.taken = new double[capacity.length];
    this.hours = hours;
  }

  @Override
  public double earliest(double ready, double seconds, double[] demand) {
    for (int r = 0; r < taken.length; r++) {
      if (demand[r] > 0 && !Amounts.within(taken[r] + demand[r], capacity[r])) {
        return Double.NaN;
      }
    }
    return hours.earliest(ready, seconds);
  }

  @Override
  public void take(double start, double seconds, double[] demand) {
    for (int r = 0; r < taken.length; r++) {
      taken[r] += demand[r];
    }
  }
}
