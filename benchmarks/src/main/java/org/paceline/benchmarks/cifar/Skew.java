package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.paceline.base.Seeds;

/**
 * Deals labelled examples to clients so that each has other classes: the examples of every class go
 * to the clients in proportions drawn from a Dirichlet distribution (Hsu, Qi, Brown, "Measuring the
 * Effects of Non-Identical Data Distribution for Federated Visual Classification", 2019; by class
 * as in Wang et al., "Tackling the Objective Inconsistency Problem", 2020, section 5).
 *
 * <p>Clients own whole batches, so at each border between two clients up to half a batch of one is
 * the other's. Where a client would have no batch, all proportions are drawn anew.
 *
 * @param order all examples, client after client, those of one client in random order
 * @param clients the batches of each
 */
// Neither copied in nor out: it is made here, and large.
@SuppressWarnings("ArrayRecordComponent")
record Skew(int[] order, Clients clients) {

  private static final int MOST_DRAWS = 1000;

  /**
   * Deals them.
   *
   * @param labels the class of each example
   * @param alpha the distribution's concentration: below 1 a client has few classes; infinite for
   *     the same proportions everywhere
   */
  static Skew of(int[] labels, int clients, double alpha, int batchSize, long seed) {
    if (clients < 1) {
      throw new IllegalArgumentException("--clients must be at least 1, not " + clients);
    }
    if (!(alpha > 0)) {
      throw new IllegalArgumentException("--skew must be positive, not " + alpha);
    }
    RandomGenerator random = new Well19937c(Seeds.mix(seed, 3));
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      List<List<Integer>> parts = parts(labels, clients, alpha, random);
      int[] borders = borders(parts, batchSize);
      if (IntStream.range(0, clients).allMatch(i -> borders[i] < borders[i + 1])) {
        return new Skew(joined(parts), blocks(borders));
      }
    }
    throw new IllegalArgumentException(
        ("%s examples cannot be dealt so that each of %s clients has a batch of %s: give fewer --clients,"
                + " a larger --skew or a smaller --batch-size")
            .formatted(labels.length, clients, batchSize));
  }

  private static List<List<Integer>> parts(
      int[] labels, int clients, double alpha, RandomGenerator random) {
    List<List<Integer>> parts = new ArrayList<>();
    IntStream.range(0, clients).forEach(i -> parts.add(new ArrayList<>()));
    int classes = Arrays.stream(labels).max().orElse(0) + 1;
    for (int label = 0; label < classes; label++) {
      int wanted = label;
      List<Integer> all =
          new ArrayList<>(
              IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).boxed().toList());
      shuffle(all, random);
      double[] ends = ends(clients, alpha, random);
      for (int i = 0; i < clients; i++) {
        int from = (int) Math.round(all.size() * (i == 0 ? 0 : ends[i - 1]));
        int to = i == clients - 1 ? all.size() : (int) Math.round(all.size() * ends[i]);
        parts.get(i).addAll(all.subList(from, to));
      }
    }
    parts.forEach(part -> shuffle(part, random));
    return parts;
  }

  /** The sums of one draw's first proportions, by gamma variates over their sum. */
  private static double[] ends(int clients, double alpha, RandomGenerator random) {
    double[] ends = new double[clients];
    if (Double.isInfinite(alpha)) {
      Arrays.fill(ends, 1);
    } else {
      GammaDistribution gamma = new GammaDistribution(random, alpha, 1);
      Arrays.setAll(ends, i -> gamma.sample());
    }
    Arrays.parallelPrefix(ends, Double::sum);
    double sum = ends[clients - 1];
    // All variates of a tiny concentration may be below the smallest number.
    return sum > 0
        ? Arrays.stream(ends).map(end -> end / sum).toArray()
        : oneHasAll(clients, random);
  }

  private static double[] oneHasAll(int clients, RandomGenerator random) {
    int chosen = random.nextInt(clients);
    return IntStream.range(0, clients).mapToDouble(i -> i < chosen ? 0 : 1).toArray();
  }

  private static void shuffle(List<Integer> examples, RandomGenerator random) {
    for (int i = examples.size() - 1; i > 0; i--) {
      examples.set(i, examples.set(random.nextInt(i + 1), examples.get(i)));
    }
  }

  /** Where clients begin and end, in whole batches. */
  private static int[] borders(List<List<Integer>> parts, int batchSize) {
    int[] borders = new int[parts.size() + 1];
    int examples = 0;
    for (int i = 0; i < parts.size(); i++) {
      examples += parts.get(i).size();
      borders[i + 1] =
          i == parts.size() - 1
              ? (examples + batchSize - 1) / batchSize
              : (int) Math.round((double) examples / batchSize);
    }
    return borders;
  }

  private static Clients blocks(int[] borders) {
    return new Clients(
        IntStream.range(0, borders.length - 1)
            .mapToObj(i -> IntStream.range(borders[i], borders[i + 1]).boxed().toList())
            .toList());
  }

  private static int[] joined(List<List<Integer>> parts) {
    return parts.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
  }
}
