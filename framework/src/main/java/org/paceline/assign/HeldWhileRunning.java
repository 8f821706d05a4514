package org.paceline.assign;

import java.util.Arrays;

/** Demands add up over tasks that run at the same time. */
// From times[k] until times[k + 1] use[k] is taken; from the last on nothing is. Gaps between tasks
// are filled: the serial schedule generation scheme (Kolisch, Hartmann 1999).
final class HeldWhileRunning implements Occupancy {

  private final double[] capacity;
  private final Hours hours;
  private double[] times = {Double.NEGATIVE_INFINITY};
  private double[][] use;
  private int steps = 1;
  private final double[] fullFrom;
  private final double[] fullUntil;

  HeldWhileRunning(double[] capacity, Hours hours) {
    this.capacity = capacity;
    this.hours = hours;
    this.use = new double[][] {new double[capacity.length]};
    this.fullFrom = new double[capacity.length];
    this.fullUntil = new double[capacity.length];
    Arrays.fill(fullFrom, Double.POSITIVE_INFINITY);
  }

  @Override
  public double earliest(double ready, double seconds, double[] demand) {
    double start = hours.earliest(seconds > 0 ? afterFull(ready, demand) : ready, seconds);
    while (!Double.isNaN(start)) {
      double blocked = blockedUntil(start, seconds, demand);
      if (Double.isNaN(blocked)) {
        return start;
      }
      start = blocked == Double.POSITIVE_INFINITY ? Double.NaN : hours.earliest(blocked, seconds);
    }
    return start;
  }

  /** Behind what is full from the first task on, which need not be walked through. */
  private double afterFull(double ready, double[] demand) {
    double start = ready;
    for (int r = 0; r < demand.length; r++) {
      start = demand[r] > 0 && ready >= fullFrom[r] ? Math.max(start, fullUntil[r]) : start;
    }
    return start;
  }

  /** The end of the last step that is in the way of a task, or NaN where none is. */
  private double blockedUntil(double start, double seconds, double[] demand) {
    double blocked = Double.NaN;
    int first = at(start);
    for (int k = first;
        seconds > 0 && k < steps && (k == first || times[k] < start + seconds);
        k++) {
      if (!fits(use[k], demand)) {
        blocked = k + 1 < steps ? times[k + 1] : Double.POSITIVE_INFINITY;
      }
    }
    return blocked;
  }

  private boolean fits(double[] used, double[] demand) {
    for (int r = 0; r < used.length; r++) {
      if (demand[r] > 0 && !Amounts.within(used[r] + demand[r], capacity[r])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void take(double start, double seconds, double[] demand) {
    if (seconds == 0) {
      return;
    }
    int first = split(start);
    int last = split(start + seconds);
    for (int k = first; k < last; k++) {
      for (int r = 0; r < demand.length; r++) {
        use[k][r] += demand[r];
      }
    }
    // The later first, as positions behind move.
    mergeWithBefore(last);
    mergeWithBefore(first);
    for (int r = 0; r < demand.length; r++) {
      fill(r, start);
    }
  }

  /** How far a resource is full without a gap, from the first time on at which it was. */
  private void fill(int r, double start) {
    if (fullFrom[r] == Double.POSITIVE_INFINITY) {
      fullFrom[r] = start;
      fullUntil[r] = start;
    }
    int k = at(fullUntil[r]);
    while (k + 1 < steps && use[k][r] >= capacity[r] && capacity[r] > 0) {
      fullUntil[r] = times[++k];
    }
  }

  /** Steps of one use are one step: tasks one after the other are no more steps than one. */
  private void mergeWithBefore(int k) {
    if (k > 0 && Arrays.equals(use[k], use[k - 1])) {
      System.arraycopy(times, k + 1, times, k, steps - k - 1);
      System.arraycopy(use, k + 1, use, k, steps - k - 1);
      steps--;
    }
  }

  /** The last step that begins not after a time. */
  private int at(double time) {
    int low = 0;
    int high = steps - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (times[middle] <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Has a step begin at a time, and tells which. */
  private int split(double time) {
    int k = at(time);
    if (times[k] == time) {
      return k;
    }
    if (steps == times.length) {
      times = Arrays.copyOf(times, 2 * steps);
      use = Arrays.copyOf(use, 2 * steps);
    }
    System.arraycopy(times, k + 1, times, k + 2, steps - k - 1);
    System.arraycopy(use, k + 1, use, k + 2, steps - k - 1);
    times[k + 1] = time;
    use[k + 1] = use[k].clone();
    steps++;
    return k + 1;
  }
}
