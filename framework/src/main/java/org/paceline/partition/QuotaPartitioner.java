package org.paceline.partition;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;
import org.paceline.base.Seeds;

/**
 * Sends keys to partitions in proportion to quotas. A pure function of the key, as Spark needs it
 * to recompute lost partitions.
 *
 * <p>Two kinds: {@link #byIndex} for keys that number the records, {@link #byKey} for any others.
 */
public abstract class QuotaPartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final double[] quotas;

  private QuotaPartitioner(List<? extends Number> quotas) {
    this.quotas = quotas.stream().mapToDouble(Number::doubleValue).toArray();
    if (Arrays.stream(this.quotas).anyMatch(quota -> !(quota >= 0) || Double.isInfinite(quota))
        || !(Arrays.stream(this.quotas).sum() > 0)) {
      throw new IllegalArgumentException("quotas must be at least 0 and not all 0, not " + quotas);
    }
  }

  /**
   * For keys 0, 1, 2, …: the first quota's worth goes to partition 0, the next to partition 1, and
   * so on. A key beyond the quotas' sum is taken modulo the sum.
   *
   * @param quotas the number of keys of each partition
   * @return the partitioner
   */
  public static QuotaPartitioner byIndex(List<Integer> quotas) {
    return new ByIndex(quotas);
  }

  /**
   * For keys of any kind: each partition gets keys in proportion to its weight, and when weights
   * change only the keys move that must.
   *
   * @param weights each partition's weight, such as its executor's speed
   * @return the partitioner
   */
  public static QuotaPartitioner byKey(List<? extends Number> weights) {
    return new ByKey(weights);
  }

  double quota(int partition) {
    return quotas[partition];
  }

  @Override
  public int numPartitions() {
    return quotas.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuotaPartitioner that
        && getClass() == that.getClass()
        && Arrays.equals(quotas, that.quotas);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(quotas);
  }

  private static final class ByIndex extends QuotaPartitioner {

    private static final long serialVersionUID = 1L;

    private final long[] ends;

    ByIndex(List<Integer> quotas) {
      super(quotas);
      long end = 0;
      ends = new long[quotas.size()];
      for (int i = 0; i < ends.length; i++) {
        end += quotas.get(i);
        ends[i] = end;
      }
    }

    @Override
    public int getPartition(Object key) {
      if (!(key instanceof Long || key instanceof Integer)) {
        throw new IllegalArgumentException(
            "keys of a partitioner by index are whole numbers, not " + key);
      }
      long index = Math.floorMod(((Number) key).longValue(), ends[ends.length - 1]);
      int found = Arrays.binarySearch(ends, index + 1);
      int partition = found >= 0 ? found : -found - 1;
      while (partition > 0 && ends[partition - 1] == ends[partition]) {
        partition--;
      }
      return partition;
    }
  }

  /**
   * Weighted rendezvous hashing: the partition with the largest {@code -w / ln h(key, partition)}
   * wins (Schindelhauer and Schomaker, "Weighted distributed hash tables", SPAA 2005). Raising one
   * weight moves keys to that partition only, and from each other in proportion.
   */
  private static final class ByKey extends QuotaPartitioner {

    private static final long serialVersionUID = 1L;

    ByKey(List<? extends Number> weights) {
      super(weights);
    }

    @Override
    public int getPartition(Object key) {
      int best = 0;
      double bestScore = -1;
      for (int partition = 0; partition < numPartitions(); partition++) {
        double score = quota(partition) / -Math.log(unit(key, partition));
        if (score > bestScore) {
          best = partition;
          bestScore = score;
        }
      }
      return best;
    }

    /** A number in (0, 1) that looks random but depends on key and partition alone. */
    private static double unit(Object key, int partition) {
      long mixed = Seeds.mix(key == null ? 0 : stableHash(key), partition);
      return ((mixed >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** As {@code hashCode}, but equal in every process for arrays and enums too. */
    private static long stableHash(Object key) {
      return key instanceof Enum<?> constant
          ? constant.name().hashCode()
          : Arrays.deepHashCode(new Object[] {key});
    }
  }
}
