package org.paceline.assign.cpsat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What has begun on one machine holds of one resource, as steps over time, none more than there is:
 * it may hold more, and is there all the same.
 */
final class BegunLoad {

  private final List<Step> parts = new ArrayList<>();

  /** From one moment until another so much is held, in the solver's units. */
  record Step(long from, long until, long load) {}

  void add(long from, long until, long load) {
    if (load > 0) {
      parts.add(new Step(from, until, load));
    }
  }

  long sum() {
    return parts.stream().mapToLong(Step::load).sum();
  }

  /** The steps, of which none is above a capacity. */
  List<Step> within(long capacity) {
    TreeSet<Long> moments = new TreeSet<>();
    parts.forEach(part -> moments.addAll(List.of(part.from(), part.until())));
    List<Step> steps = new ArrayList<>();
    for (Long from : moments) {
      Long until = moments.higher(from);
      if (until != null && at(from) > 0) {
        steps.add(new Step(from, until, Math.min(capacity, at(from))));
      }
    }
    return steps;
  }

  private long at(long moment) {
    return parts.stream()
        .filter(part -> part.from() <= moment && moment < part.until())
        .mapToLong(Step::load)
        .sum();
  }
}
