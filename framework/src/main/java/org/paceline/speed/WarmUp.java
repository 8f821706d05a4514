package org.paceline.speed;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The steps before those that a trial counts, in which code is compiled and buffers are made.
 *
 * <p>Step times count as settled when the mean of a window is less than 5 % below that of the
 * window before. A window is a fifth of the time that the trial counts and at least 3 steps, the
 * cap twice that time.
 *
 * @param steps how many there were
 * @param seconds their time
 * @param settled false if the cap came first, perhaps before there were two windows to compare
 */
// Warming up makes steps faster only, so a window that is slower than the last is noise. Windows of
// a second hold ten periods of a control group, which stops a process for most of each.
public record WarmUp(int steps, double seconds, boolean settled) implements Serializable {

  private static final int LEAST_STEPS = 3;
  private static final int WINDOWS = 5;
  private static final int CAP = 2;
  private static final double STEADY = 0.95;

  static WarmUp run(Trial.Step step, LongSupplier nanoTime, Duration counted) {
    Settling settling = new Settling(counted.toNanos(), nanoTime.getAsLong());
    while (!settling.over()) {
      step.run();
      settling.stepped(nanoTime.getAsLong());
    }
    return settling.warmUp();
  }

  /** Two windows, within the cap. */
  static double usualSeconds(double step, double counted) {
    double two = 2 * Math.max(counted / WINDOWS, LEAST_STEPS * step);
    return Math.max(LEAST_STEPS * step, Math.min(CAP * counted, two));
  }

  /** Follows step times. */
  private static final class Settling {

    private final double window;
    private final double cap;
    private final long began;
    private long now;
    private int steps;
    private long windowBegan;
    private int stepsOfWindow;
    private double before = Double.POSITIVE_INFINITY;
    private boolean settled;

    Settling(long counted, long began) {
      this.window = counted / (double) WINDOWS;
      this.cap = CAP * (double) counted;
      this.began = began;
      this.now = began;
      this.windowBegan = began;
    }

    void stepped(long nanos) {
      now = nanos;
      steps++;
      stepsOfWindow++;
      if (stepsOfWindow >= LEAST_STEPS && now - windowBegan >= window) {
        endWindow((now - windowBegan) / (double) stepsOfWindow);
      }
    }

    private void endWindow(double mean) {
      settled = mean > STEADY * before;
      before = mean;
      windowBegan = now;
      stepsOfWindow = 0;
    }

    boolean over() {
      return settled || (steps >= LEAST_STEPS && now - began >= cap);
    }

    WarmUp warmUp() {
      return new WarmUp(steps, (now - began) / 1e9, settled);
    }
  }
}
