package org.paceline.benchmarks.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewTest {

  private static final int BATCH = 16;
  private static final int CLIENTS = 8;

  private static int[] labels(int count, int classes) {
    Random random = new Random(7);
    return IntStream.range(0, count).map(i -> random.nextInt(classes)).toArray();
  }

  /** The part of a client's examples that is of its most frequent class. */
  private static double purity(int[] labels, Skew skew, int client) {
    List<Integer> blocks = skew.clients().blocks().get(client);
    int from = blocks.get(0) * BATCH;
    int to = Math.min(labels.length, (blocks.get(blocks.size() - 1) + 1) * BATCH);
    long[] counts = new long[10];
    IntStream.range(from, to).forEach(i -> counts[labels[skew.order()[i]]]++);
    return (double) Arrays.stream(counts).max().orElseThrow() / (to - from);
  }

  private static double meanPurity(double alpha, long seed) {
    int[] labels = labels(4000, 10);
    Skew skew = Skew.of(labels, CLIENTS, alpha, BATCH, seed);
    return IntStream.range(0, CLIENTS)
        .mapToDouble(client -> purity(labels, skew, client))
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5, 100, Double.POSITIVE_INFINITY})
  void everyExampleAndEveryBatchHasOneOwner(double alpha) {
    int[] labels = labels(2005, 10);
    Skew skew = Skew.of(labels, CLIENTS, alpha, BATCH, 1);
    assertThat(Arrays.stream(skew.order()).sorted().toArray())
        .isEqualTo(IntStream.range(0, 2005).toArray());
    List<Integer> blocks = skew.clients().blocks().stream().flatMap(List::stream).toList();
    assertThat(blocks).containsExactlyElementsOf(IntStream.range(0, 126).boxed().toList());
    assertThat(skew.clients().blocks()).hasSize(CLIENTS).noneMatch(List::isEmpty);
  }

  @Test
  void theSmallerTheConcentrationTheFewerClassesHasAClient() {
    assertThat(meanPurity(Double.POSITIVE_INFINITY, 1)).isLessThan(0.2);
    assertThat(meanPurity(0.5, 1)).isBetween(0.2, 0.7);
    assertThat(meanPurity(0.1, 1)).isGreaterThan(meanPurity(0.5, 1));
    assertThat(meanPurity(0.01, 1)).isGreaterThan(0.6);
  }

  @Test
  void theSeedDecides() {
    int[] labels = labels(1000, 10);
    assertThat(Skew.of(labels, 4, 0.5, BATCH, 3).order())
        .isEqualTo(Skew.of(labels, 4, 0.5, BATCH, 3).order())
        .isNotEqualTo(Skew.of(labels, 4, 0.5, BATCH, 4).order());
  }

  @Test
  void whatCannotBeDealtIsRefused() {
    int[] few = labels(40, 10);
    assertThatThrownBy(() -> Skew.of(few, 8, 0.1, BATCH, 1))
        .hasMessageContaining(
            "40 examples cannot be dealt so that each of 8 clients has a batch of 16");
    assertThatThrownBy(() -> Skew.of(few, 2, 0, BATCH, 1))
        .hasMessage("--skew must be positive, not 0.0");
  }
}
