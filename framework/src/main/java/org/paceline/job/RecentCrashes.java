package org.paceline.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The crashes from which what fails now may follow. Thread-safe. */
final class RecentCrashes {

  /** What fails later does not follow from a crash: the work went on after it. */
  static final Duration CONSEQUENCES = Duration.ofMinutes(2);

  private record Crash(String description, long nanos) {}

  private final LongSupplier nanoTime;
  private final List<Crash> crashes = new CopyOnWriteArrayList<>();

  RecentCrashes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void add(String description) {
    crashes.add(new Crash(description, nanoTime.getAsLong()));
  }

  List<String> descriptions() {
    long since = nanoTime.getAsLong() - CONSEQUENCES.toNanos();
    return crashes.stream()
        .filter(crash -> crash.nanos() - since >= 0)
        .map(Crash::description)
        .toList();
  }
}
