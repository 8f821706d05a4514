package org.paceline.train;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.paceline.partition.Arrivals;

/** A wire on which every result but the last arrives twice. */
final class Twice<R> implements Arrivals<R> {

  private final Arrivals<R> once;
  private final Deque<Arrival<R>> again = new ArrayDeque<>();

  Twice(Arrivals<R> once) {
    this.once = once;
  }

  @Override
  public Optional<Arrival<R>> next(Duration patience) {
    if (!again.isEmpty()) {
      return Optional.of(again.remove());
    }
    Optional<Arrival<R>> first = once.next(patience);
    first.ifPresent(again::add);
    return first;
  }

  @Override
  public boolean over() {
    return again.isEmpty() && once.over();
  }

  @Override
  public void cancel() {
    once.cancel();
  }
}
