package org.paceline.assign;

import java.util.List;

/** When a machine is there. */
record Hours(List<Window> windows) {

  /** The earliest second, not before another, from which a task runs within one window; or NaN. */
  double earliest(double ready, double seconds) {
    for (Window window : windows) {
      double start = Math.max(ready, window.from());
      if (Amounts.within(start + seconds, window.until())) {
        return start;
      }
    }
    return Double.NaN;
  }
}
