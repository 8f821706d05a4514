package org.paceline.roster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** From when to when each executor was here. Thread-safe. */
final class Stays {

  private record Stay(long arrived, Long left) {}

  private final LongSupplier nanoTime;
  private final Map<String, Stay> stays = new ConcurrentHashMap<>();

  Stays(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void arrive(String executor) {
    stays.putIfAbsent(executor, new Stay(nanoTime.getAsLong(), null));
  }

  void leave(String executor) {
    stays.computeIfPresent(
        executor,
        (id, stay) -> stay.left() == null ? new Stay(stay.arrived(), nanoTime.getAsLong()) : stay);
  }

  /** The part of a span, given by its ends, in which an executor was here. */
  double seconds(String executor, long from, long to) {
    Stay stay = stays.get(executor);
    if (stay == null) {
      return 0;
    }
    // Differences alone have a meaning: these times may be negative, and overflow.
    long late = Math.max(0, stay.arrived() - from);
    long early = stay.left() == null ? 0 : Math.max(0, to - stay.left());
    return Math.max(0, to - from - late - early) / 1e9;
  }
}
