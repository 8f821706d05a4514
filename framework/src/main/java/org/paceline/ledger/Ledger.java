package org.paceline.ledger;

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
import org.paceline.base.Hashing;
import org.paceline.base.Seeds;

/**
 * Books which blocks of an epoch were trained, so that each is trained exactly once, and deals out
 * the rest.
 *
 * <p>An epoch is a seeded permutation of the blocks. A seat of the pool is dealt blocks that its
 * executor trained, and so cached, before; others only as far as its quota needs them. Not
 * thread-safe.
 */
public final class Ledger {

  private static final int NONE = -1;

  private final long seed;
  private final int[] seats;
  private final int[] rounds;
  private final int[] homes;
  private int epoch;
  private List<Integer> rest = List.of();
  private long moved;

  /**
   * An epoch that has not begun.
   *
   * @param blocks how many there are
   * @param seed decides the order of each epoch
   */
  public Ledger(int blocks, long seed) {
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

  /**
   * Goes on in the middle of an epoch.
   *
   * @param state what was booked
   * @param seed as at the start
   * @return a ledger in that state
   */
  public static Ledger of(LedgerState state, long seed) {
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

  /**
   * What is booked, to be kept in a checkpoint.
   *
   * @return a copy
   */
  public LedgerState state() {
    return new LedgerState(epoch, rest, list(seats), list(rounds), list(homes), moved);
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /**
   * Begins an epoch: no block of it is trained, and they have another order.
   *
   * @param number the epoch, from 1
   */
  public void startEpoch(int number) {
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

  /**
   * The epoch that is dealt.
   *
   * @return 0 before the first
   */
  public int epoch() {
    return epoch;
  }

  /**
   * What is left of the epoch.
   *
   * @return blocks that are not trained yet
   */
  public int remaining() {
    return rest.size();
  }

  /**
   * Notes where blocks were loaded, before any was trained.
   *
   * @param seat whose executor has them
   * @param blocks the blocks; those that are noted already stay where they are
   */
  public void settle(int seat, List<Integer> blocks) {
    blocks.forEach(block -> homes[block] = homes[block] == NONE ? seat : homes[block]);
  }

  /**
   * Forgets what was cached at a seat, because its executor is gone.
   *
   * @param seat the seat
   */
  public void vacate(int seat) {
    Arrays.setAll(homes, block -> homes[block] == seat ? NONE : homes[block]);
  }

  /**
   * The blocks that are cached at each of some seats.
   *
   * @param count so many seats, from the first
   * @return the blocks of each
   */
  public List<List<Integer>> settled(int count) {
    List<List<Integer>> blocks = new ArrayList<>();
    for (int seat = 0; seat < count; seat++) {
      int own = seat;
      blocks.add(IntStream.range(0, homes.length).filter(b -> homes[b] == own).boxed().toList());
    }
    return blocks;
  }

  /**
   * Deals each seat as many blocks as its quota says, without booking them.
   *
   * @param quotas blocks of each seat, no more in all than remain
   * @return the blocks of each, those that it has cached first
   */
  public List<List<Integer>> deal(List<Integer> quotas) {
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

  /**
   * Books what a seat trained in a round of the run.
   *
   * @param seat who trained
   * @param round the round, from 0
   * @param blocks what it trained
   * @throws IllegalStateException if one of them was trained in this epoch before
   */
  public void book(int seat, int round, List<Integer> blocks) {
    if (!admits(blocks)) {
      throw new IllegalStateException(
          "seat %s brings blocks of epoch %s that were trained before".formatted(seat, epoch));
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

  /**
   * Whether every block of the epoch was trained, none twice.
   *
   * @return true at the end of an epoch
   */
  public boolean exact() {
    return rest.isEmpty() && Arrays.stream(seats).noneMatch(seat -> seat == NONE);
  }

  /**
   * Identifies who trained each block of the epoch in which round.
   *
   * @return SHA-256 over them, in hexadecimal
   */
  public String hash() {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + 2 * seats.length)).putInt(epoch);
    for (int block = 0; block < seats.length; block++) {
      bytes.putInt(seats[block]).putInt(rounds[block]);
    }
    return Hashing.hex(Hashing.digest("SHA-256").digest(bytes.array()));
  }

  /**
   * Blocks that were trained elsewhere than where they were cached.
   *
   * @return how many since the start
   */
  public long moved() {
    return moved;
  }
}
