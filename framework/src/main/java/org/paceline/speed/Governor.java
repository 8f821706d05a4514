package org.paceline.speed;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.paceline.profile.MachineProfiler;

/**
 * Holds a process to a share of a core by pausing in proportion to the compute time it measured.
 *
 * <p>It stands in for a control group where the system allows none. Called after each training
 * step, it sleeps until CPU time ÷ wall time is down to the share. Not thread-safe.
 */
public final class Governor {

  private final double share;
  private final LongSupplier cpuNanos;
  private final LongSupplier wallNanos;
  private long cpuBefore;
  private long wallBefore;

  Governor(double share, LongSupplier cpuNanos, LongSupplier wallNanos) {
    this.share = share;
    this.cpuNanos = cpuNanos;
    this.wallNanos = wallNanos;
    restart();
  }

  /**
   * The governor of this process: it paces to the share that its launcher set, or not at all.
   *
   * @return a new governor, counting from now
   */
  public static Governor ofThisProcess() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Governor(
        MachineProfiler.share().orElse(Double.POSITIVE_INFINITY),
        system::getProcessCpuTime,
        System::nanoTime);
  }

  /** Sleeps for as long as the compute time since the last call demands. */
  public void pace() {
    if (Double.isInfinite(share)) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(debtNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    restart();
  }

  long debtNanos() {
    double due = (cpuNanos.getAsLong() - cpuBefore) / share;
    return (long) Math.max(0, due - (wallNanos.getAsLong() - wallBefore));
  }

  private void restart() {
    cpuBefore = cpuNanos.getAsLong();
    wallBefore = wallNanos.getAsLong();
  }
}
