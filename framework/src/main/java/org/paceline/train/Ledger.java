package org.paceline.train;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.paceline.data.Hashing;
import org.paceline.data.Seeds;

/**
 * Books which blocks of an epoch were trained, so that each is trained exactly once, and deals out
 * the rest.
 *
 * <p>An epoch is a seeded permutation of the blocks. A seat of the pool is dealt blocks that its
 * executor trained, and so cached, before; others only as far as its quota needs them. Not
 * thread-safe.
 */
final class Ledger {

  private static final int NONE = -1;

  private final long seed;
  private final int[] seats;
  private final int[] rounds;
  private final int[] homes;
  private int epoch;
  private List<Integer> rest = List.of();
  private long moved;

  Ledger(int blocks, long seed) {
    this.seed = seed;
    this.seats = filled(blocks);
    this.rounds = filled(blocks);
    this.homes = filled(blocks);
  }

  private static int[] filled(int blocks) {
    int[] values = new int[blocks];
    Arrays.fill(values, NONE);
    return values;
  }

  /** Goes on in the middle of an epoch. */
  static Ledger of(LedgerState state, long seed) {
    Ledger ledger = new Ledger(state.seats().size(), seed);
    ledger.epoch = state.epoch();
    ledger.rest = List.copyOf(state.rest());
    ledger.moved = state.moved();
    for (int block = 0; block < ledger.seats.length; block++) {
      ledger.seats[block] = state.seats().get(block);
      ledger.rounds[block] = state.rounds().get(block);
      ledger.homes[block] = state.homes().get(block);
    }
    return ledger;
  }

  LedgerState state() {
    return new LedgerState(epoch, rest, list(seats), list(rounds), list(homes), moved);
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  void startEpoch(int number) {
    epoch = number;
    Arrays.fill(seats, NONE);
    Arrays.fill(rounds, NONE);
    List<Integer> order = new ArrayList<>(IntStream.range(0, seats.length).boxed().toList());
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, epoch));
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    rest = order;
  }

  /** The epoch that is dealt; 0 before the first. */
  int epoch() {
    return epoch;
  }

  /** Blocks of the epoch that are not trained yet. */
  int remaining() {
    return rest.size();
  }

  /** Notes where blocks were loaded, before any was trained. */
  void settle(int seat, List<Integer> blocks) {
    blocks.forEach(block -> homes[block] = homes[block] == NONE ? seat : homes[block]);
  }

  /** Forgets what was cached at a seat, because its executor is gone. */
  void vacate(int seat) {
    Arrays.setAll(homes, block -> homes[block] == seat ? NONE : homes[block]);
  }

  /** The blocks that are cached at each of some seats. */
  List<List<Integer>> settled(int count) {
    List<List<Integer>> blocks = new ArrayList<>();
    for (int seat = 0; seat < count; seat++) {
      int own = seat;
      blocks.add(IntStream.range(0, homes.length).filter(b -> homes[b] == own).boxed().toList());
    }
    return blocks;
  }

  /** Deals each seat as many blocks as its quota says, without booking them. */
  List<List<Integer>> deal(List<Integer> quotas) {
    Undealt undealt = new Undealt(quotas.size());
    List<List<Integer>> shares = new ArrayList<>();
    for (int seat = 0; seat < quotas.size(); seat++) {
      shares.add(undealt.own(seat, quotas.get(seat)));
    }
    for (int seat = 0; seat < quotas.size(); seat++) {
      while (shares.get(seat).size() < quotas.get(seat)) {
        shares.get(seat).add(undealt.any());
      }
    }
    return shares;
  }

  /** What is left to deal: blocks at home nowhere, and those of each seat. */
  private final class Undealt {

    private final Deque<Integer> free = new ArrayDeque<>();
    private final List<Deque<Integer>> own = new ArrayList<>();

    Undealt(int count) {
      for (int seat = 0; seat < count; seat++) {
        own.add(new ArrayDeque<>());
      }
      for (int block : rest) {
        int home = homes[block];
        (home == NONE || home >= count ? free : own.get(home)).add(block);
      }
    }

    List<Integer> own(int seat, int quota) {
      List<Integer> share = new ArrayList<>();
      while (share.size() < quota && !own.get(seat).isEmpty()) {
        share.add(own.get(seat).remove());
      }
      return share;
    }

    /** A block that nobody has, else one of the seat that has most left; of two the earlier. */
    int any() {
      if (!free.isEmpty()) {
        return free.remove();
      }
      Deque<Integer> richest = own.get(0);
      for (Deque<Integer> blocks : own) {
        richest = blocks.size() > richest.size() ? blocks : richest;
      }
      return richest.remove();
    }
  }

  /** Whether none of these blocks was trained in this epoch before. */
  boolean admits(List<Integer> blocks) {
    return blocks.stream().allMatch(block -> seats[block] == NONE);
  }

  /** Books what a seat trained in a round of the run. */
  void book(int seat, int round, List<Integer> blocks) {
    if (!admits(blocks)) {
      throw new IllegalStateException(
          "seat %d brings blocks of epoch %d that were trained before".formatted(seat, epoch));
    }
    for (int block : blocks) {
      seats[block] = seat;
      rounds[block] = round;
      moved += homes[block] == NONE || homes[block] == seat ? 0 : 1;
      homes[block] = seat;
    }
    HashSet<Integer> booked = new HashSet<>(blocks);
    rest = rest.stream().filter(block -> !booked.contains(block)).toList();
  }

  /** Whether every block of the epoch was trained, none twice. */
  boolean exact() {
    return rest.isEmpty() && Arrays.stream(seats).noneMatch(seat -> seat == NONE);
  }

  /** SHA-256 over who trained each block of the epoch in which round. */
  String hash() {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + 2 * seats.length)).putInt(epoch);
    for (int block = 0; block < seats.length; block++) {
      bytes.putInt(seats[block]).putInt(rounds[block]);
    }
    return Hashing.hex(Hashing.digest("SHA-256").digest(bytes.array()));
  }

  /** Blocks that were trained elsewhere than where they were cached, since the start. */
  long moved() {
    return moved;
  }
}
