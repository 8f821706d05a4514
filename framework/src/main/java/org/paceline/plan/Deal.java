package org.paceline.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Divides a global batch where each machine can take the sizes of a set, or none. */
final class Deal {

  private static final Sizes ZERO = Sizes.range(0, 0);

  private final List<Sizes> machines;
  private final List<Integer> order;

  private Deal(List<Sizes> machines) {
    this.machines = machines;
    this.order = byLargest(machines);
  }

  /**
   * The machines' shares, or empty if no shares have that sum.
   *
   * <p>The machines that can take most come first, and no more than are needed: those left over get
   * 0.
   */
  static Optional<int[]> of(List<Sizes> machines, int globalBatch) {
    return new Deal(machines).shares(globalBatch);
  }

  /** What all can take at most, together. */
  static long most(List<Sizes> machines) {
    return machines.stream().mapToLong(Sizes::largest).sum();
  }

  private static List<Integer> byLargest(List<Sizes> machines) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, machines.size()).boxed().toList());
    Comparator<Integer> largest = Comparator.comparingInt(i -> machines.get(i).largest());
    order.sort(Collections.reverseOrder(largest));
    return order;
  }

  private Optional<int[]> shares(int globalBatch) {
    List<Sizes> sums = new ArrayList<>(List.of(ZERO));
    while (!last(sums).contains(globalBatch)) {
      if (sums.size() > machines.size()) {
        return Optional.empty();
      }
      Sizes next = machines.get(order.get(sums.size() - 1)).or(ZERO);
      sums.add(last(sums).plus(next, globalBatch));
    }
    return Optional.of(divide(sums, globalBatch));
  }

  private static Sizes last(List<Sizes> sums) {
    return sums.get(sums.size() - 1);
  }

  /**
   * Goes back from the last machine to the first. Each takes of what is left about its part of what
   * it and those before it can take, so that all have the same to spare.
   */
  private int[] divide(List<Sizes> sums, int globalBatch) {
    int[] shares = new int[machines.size()];
    long most = most(order.subList(0, sums.size() - 1).stream().map(machines::get).toList());
    int left = globalBatch;
    for (int i = sums.size() - 1; i > 0; i--) {
      Sizes able = machines.get(order.get(i - 1));
      Sizes possible = able.or(ZERO).and(sums.get(i - 1).from(left));
      int share = possible.nearest((double) left * able.largest() / Math.max(1, most));
      shares[order.get(i - 1)] = share;
      most -= able.largest();
      left -= share;
    }
    return shares;
  }
}
