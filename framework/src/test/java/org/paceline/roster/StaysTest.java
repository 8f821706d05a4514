package org.paceline.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StaysTest {

  /** {@link System#nanoTime} may be anything, and overflow. */
  private final long start = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();

  private final AtomicLong now = new AtomicLong(start);
  private final Stays stays = new Stays(now::get);

  private long at(int second) {
    return start + Duration.ofSeconds(second).toNanos();
  }

  @Test
  void onlyThePartOfTheSpanInWhichItWasHereCounts() {
    stays.arrive("a");
    now.set(at(15));
    stays.arrive("b");
    now.set(at(30));
    stays.leave("a");
    assertThat(stays.seconds("a", at(10), at(40))).isEqualTo(20);
    assertThat(stays.seconds("b", at(10), at(40))).isEqualTo(25);
    assertThat(stays.seconds("b", at(20), at(40))).isEqualTo(20);
    assertThat(stays.seconds("a", at(31), at(40))).isZero();
    assertThat(stays.seconds("b", at(1), at(14))).isZero();
  }

  @Test
  void whoNeverCameWasNotHere() {
    stays.leave("c");
    assertThat(stays.seconds("c", at(0), at(40))).isZero();
  }

  @Test
  void whatIsToldTwiceHappenedOnce() {
    stays.arrive("a");
    now.set(at(5));
    stays.arrive("a");
    now.set(at(20));
    stays.leave("a");
    now.set(at(25));
    stays.leave("a");
    assertThat(stays.seconds("a", at(0), at(40))).isEqualTo(20);
  }
}
