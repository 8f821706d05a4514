package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.paceline.base.Seeds;

/**
 * The clients of a federated training: each owns some blocks of the data, for good.
 *
 * @param blocks the blocks of each client, at least one
 */
record Clients(List<List<Integer>> blocks) {

  Clients {
    blocks = blocks.stream().map(List::copyOf).toList();
    if (blocks.isEmpty() || blocks.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "every client must have a batch of examples at least: give fewer clients, or more data");
    }
  }

  /** Equal parts of the blocks in random order, as even as whole blocks can be. */
  static Clients equal(int clients, int blocks, long seed) {
    List<Integer> all = new ArrayList<>(IntStream.range(0, blocks).boxed().toList());
    Collections.shuffle(all, new Random(Seeds.mix(seed, 0)));
    return new Clients(
        IntStream.range(0, clients)
            .mapToObj(i -> all.subList(border(i, clients, blocks), border(i + 1, clients, blocks)))
            .toList());
  }

  private static int border(int client, int clients, int blocks) {
    return (int) ((long) blocks * client / clients);
  }

  int count() {
    return blocks.size();
  }

  /** How many passes over its own data a client makes in a round. */
  static int passes(int client, int round, int most, long seed) {
    return 1 + new SplittableRandom(Seeds.mix(seed, 1, client, round)).nextInt(most);
  }

  /** What a client trains in a round: its own blocks, each time in another order. */
  List<Integer> work(int client, int round, int passes, long seed) {
    List<Integer> work = new ArrayList<>();
    for (int pass = 0; pass < passes; pass++) {
      List<Integer> order = new ArrayList<>(blocks.get(client));
      Collections.shuffle(order, new Random(Seeds.mix(seed, 2, client, round, pass)));
      work.addAll(order);
    }
    return work;
  }
}
