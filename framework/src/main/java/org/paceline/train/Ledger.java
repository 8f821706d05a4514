package org.paceline.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.paceline.data.Seeds;
import org.paceline.partition.Deal;
import org.paceline.plan.Quotas;
import org.paceline.roster.Member;

/**
 * Books which blocks of an epoch were trained, so that each is trained exactly once, and deals out
 * the rest.
 *
 * <p>An epoch is a seeded permutation of the blocks. An executor is dealt blocks that it trained,
 * and so cached, before; others only as far as its quota needs them. Not thread-safe.
 */
final class Ledger {

  private final long seed;
  private final Map<Integer, String> homes = new HashMap<>();
  private final int[] timesTrained;
  private List<Integer> rest = List.of();
  private long moved;

  Ledger(int blocks, long seed) {
    this.seed = seed;
    this.timesTrained = new int[blocks];
  }

  void startEpoch(int epoch) {
    Arrays.fill(timesTrained, 0);
    List<Integer> order = new ArrayList<>();
    for (int block = 0; block < timesTrained.length; block++) {
      order.add(block);
    }
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, epoch));
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    rest = order;
  }

  /** Blocks of the epoch that are not trained yet. */
  int remaining() {
    return rest.size();
  }

  /** Notes where blocks were loaded, before any was trained. */
  void settle(String executor, List<Integer> blocks) {
    blocks.forEach(block -> homes.putIfAbsent(block, executor));
  }

  /** Deals as many blocks as the quotas say, without booking them. */
  Deal deal(List<Member> members, Quotas quotas) {
    List<List<Integer>> shares = new ArrayList<>();
    List<Integer> undealt = new ArrayList<>(rest);
    for (int i = 0; i < members.size(); i++) {
      shares.add(take(undealt, members.get(i).executorId(), quotas.of(i)));
    }
    for (int i = 0; i < members.size(); i++) {
      takeAny(undealt, members, shares, i, quotas.of(i));
    }
    return new Deal(members, shares);
  }

  private List<Integer> take(List<Integer> undealt, String executor, int quota) {
    List<Integer> own =
        undealt.stream().filter(block -> executor.equals(homes.get(block))).limit(quota).toList();
    undealt.removeAll(new java.util.HashSet<>(own));
    return new ArrayList<>(own);
  }

  /** Fills a share with blocks that nobody has, then with those of whoever has most left. */
  private void takeAny(
      List<Integer> undealt, List<Member> members, List<List<Integer>> shares, int i, int quota) {
    List<Integer> share = shares.get(i);
    List<Integer> free = undealt.stream().filter(block -> !homes.containsKey(block)).toList();
    List<Integer> taken =
        new ArrayList<>(free.subList(0, Math.min(free.size(), quota - share.size())));
    while (share.size() + taken.size() < quota) {
      String richest = richest(undealt, taken, members);
      taken.add(
          undealt.stream()
              .filter(b -> richest.equals(homes.get(b)) && !taken.contains(b))
              .findFirst()
              .orElseThrow());
    }
    share.addAll(taken);
    undealt.removeAll(new java.util.HashSet<>(taken));
  }

  /** Of two with as many left, the one earlier in the members' order, never by its random id. */
  private String richest(List<Integer> undealt, List<Integer> taken, List<Member> members) {
    Map<String, Integer> left = new LinkedHashMap<>();
    members.forEach(member -> left.put(member.executorId(), 0));
    undealt.stream()
        .filter(block -> homes.containsKey(block) && !taken.contains(block))
        .forEach(block -> left.merge(homes.get(block), 1, Integer::sum));
    int most = Collections.max(left.values());
    return left.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Books what an executor trained. */
  void book(String executor, List<Integer> blocks) {
    for (int block : blocks) {
      timesTrained[block]++;
      if (!executor.equals(homes.putIfAbsent(block, executor)) && timesTrained[block] == 1) {
        moved += executor.equals(homes.get(block)) ? 0 : 1;
      }
    }
    List<Integer> left = new ArrayList<>(rest);
    left.removeAll(new java.util.HashSet<>(blocks));
    rest = left;
  }

  /** Whether every block of the epoch was trained exactly once. */
  boolean exact() {
    return rest.isEmpty() && Arrays.stream(timesTrained).allMatch(times -> times == 1);
  }

  /** Blocks that were trained elsewhere than where they are cached, since the start. */
  long moved() {
    return moved;
  }
}
