package org.paceline.ledger;

import java.util.List;

/**
 * What a ledger knows, to be kept in a checkpoint.
 *
 * @param epoch the epoch, from 1
 * @param rest blocks that are not trained yet, in the epoch's order
 * @param seats for each block who trained it in this epoch, or -1
 * @param rounds for each block in which round of the run, or -1
 * @param homes for each block on whose executor it is cached, or -1
 * @param moved blocks trained elsewhere than where they were cached, since the start
 */
public record LedgerState(
    int epoch,
    List<Integer> rest,
    List<Integer> seats,
    List<Integer> rounds,
    List<Integer> homes,
    long moved) {

  /** Checks that the lists speak of the same blocks. */
  public LedgerState {
    if (seats.size() != rounds.size() || seats.size() != homes.size()) {
      throw new IllegalArgumentException(
          "a ledger has as many seats as rounds and homes, not %s, %s and %s"
              .formatted(seats.size(), rounds.size(), homes.size()));
    }
    for (int block : rest) {
      if (block < 0 || block >= seats.size() || seats.get(block) >= 0) {
        throw new IllegalArgumentException(
            "block %s is to be trained, but the ledger of %s blocks has it trained or not at all"
                .formatted(block, seats.size()));
      }
    }
  }
}
