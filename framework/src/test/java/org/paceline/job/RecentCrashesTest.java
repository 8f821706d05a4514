package org.paceline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentCrashesTest {

  /** {@link System#nanoTime} may be anything, and overflow. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  private final RecentCrashes crashes = new RecentCrashes(now::get);

  @Test
  void aCrashIsToBlameForAsLongAsSomethingMayFollowFromIt() {
    crashes.add("executor 1 crashed");
    now.addAndGet(RecentCrashes.CONSEQUENCES.toNanos());
    crashes.add("executor 2 crashed");
    assertThat(crashes.descriptions()).containsExactly("executor 1 crashed", "executor 2 crashed");
    now.addAndGet(1);
    assertThat(crashes.descriptions()).containsExactly("executor 2 crashed");
  }
}
