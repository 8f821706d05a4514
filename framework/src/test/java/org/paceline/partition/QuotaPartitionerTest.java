package org.paceline.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaPartitionerTest {

  private static final int KEYS = 20_000;

  @Test
  void indicesFillPartitionsInOrder() {
    QuotaPartitioner partitioner = QuotaPartitioner.byIndex(List.of(2, 0, 3, 1));
    assertThat(IntStream.range(0, 6).map(i -> partitioner.getPartition((long) i)))
        .containsExactly(0, 0, 2, 2, 2, 3);
    assertThat(partitioner.numPartitions()).isEqualTo(4);
  }

  @Test
  void indicesBeyondTheQuotasStartAgain() {
    QuotaPartitioner partitioner = QuotaPartitioner.byIndex(List.of(2, 3));
    assertThat(partitioner.getPartition(5)).isEqualTo(0);
    assertThat(partitioner.getPartition(9L)).isEqualTo(1);
    assertThat(partitioner.getPartition(-1)).isEqualTo(1);
  }

  @Test
  void keysThatAreNoIndexAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaPartitioner.byIndex(List.of(1)).getPartition("a"))
        .withMessage("keys of a partitioner by index are whole numbers, not a");
  }

  @Test
  void arbitraryKeysSpreadByWeight() {
    int[] counts = counts(QuotaPartitioner.byKey(List.of(4, 2, 1)));
    assertThat(counts[0] / (double) KEYS).isCloseTo(4 / 7.0, within(0.015));
    assertThat(counts[1] / (double) KEYS).isCloseTo(2 / 7.0, within(0.015));
    assertThat(counts[2] / (double) KEYS).isCloseTo(1 / 7.0, within(0.015));
  }

  @Test
  void aChangeOfWeightMovesTheFewestKeys() {
    QuotaPartitioner before = QuotaPartitioner.byKey(List.of(4, 2, 1));
    QuotaPartitioner after = QuotaPartitioner.byKey(List.of(2, 2, 1));
    List<String> moved = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      String key = "key-" + i;
      if (before.getPartition(key) != after.getPartition(key)) {
        assertThat(before.getPartition(key)).as(key).isZero();
        moved.add(key);
      }
    }
    double least = 4 / 7.0 - 2 / 5.0;
    assertThat(moved.size() / (double) KEYS).isCloseTo(least, within(0.015));
  }

  @Test
  void aPartitionOfWeightZeroGetsNoKeys() {
    assertThat(counts(QuotaPartitioner.byKey(List.of(1, 0, 1)))[1]).isZero();
  }

  @Test
  void equalQuotasMakeEqualPartitioners() {
    assertThat(QuotaPartitioner.byKey(List.of(1, 2)))
        .isEqualTo(QuotaPartitioner.byKey(List.of(1.0, 2.0)))
        .hasSameHashCodeAs(QuotaPartitioner.byKey(List.of(1.0, 2.0)))
        .isNotEqualTo(QuotaPartitioner.byKey(List.of(2, 1)))
        .isNotEqualTo(QuotaPartitioner.byIndex(List.of(1, 2)));
  }

  @Test
  void impossibleQuotasAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaPartitioner.byIndex(List.of(0, 0)))
        .withMessage("quotas must be at least 0 and not all 0, not [0, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaPartitioner.byKey(List.of(1, -1)))
        .withMessage("quotas must be at least 0 and not all 0, not [1, -1]");
  }

  private static int[] counts(QuotaPartitioner partitioner) {
    int[] counts = new int[partitioner.numPartitions()];
    for (int i = 0; i < KEYS; i++) {
      counts[partitioner.getPartition("key-" + i)]++;
    }
    return counts;
  }
}
