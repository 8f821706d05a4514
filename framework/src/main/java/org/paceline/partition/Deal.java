package org.paceline.partition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paceline.roster.Member;

/**
 * Which blocks go to which executor in one round.
 *
 * @param members the executors that take part, in a stable order
 * @param blocks the blocks of each, in the same order
 */
public record Deal(List<Member> members, List<List<Integer>> blocks) implements Serializable {

  /** Copies the lists. */
  public Deal {
    members = List.copyOf(members);
    blocks = blocks.stream().map(List::copyOf).toList();
    if (members.size() != blocks.size()) {
      throw new IllegalArgumentException(
          "%s shares were dealt to %s executors".formatted(blocks.size(), members.size()));
    }
  }

  /**
   * The same deal without the executors that got nothing.
   *
   * @return a deal in which every share has a block
   */
  public Deal withoutIdle() {
    List<Member> busy = new ArrayList<>();
    List<List<Integer>> shares = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      if (!blocks.get(i).isEmpty()) {
        busy.add(members.get(i));
        shares.add(blocks.get(i));
      }
    }
    return new Deal(busy, shares);
  }

  /**
   * The share of each executor.
   *
   * @return blocks by executor id
   */
  public Map<String, List<Integer>> byExecutor() {
    Map<String, List<Integer>> shares = new LinkedHashMap<>();
    for (int i = 0; i < members.size(); i++) {
      shares.put(members.get(i).executorId(), new ArrayList<>(blocks.get(i)));
    }
    return shares;
  }
}
