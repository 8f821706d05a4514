package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;

/** What the pods of a job take of a quota, as Spark will ask for it by its settings. */
final class JobDemand {

  private static final long MIB = 1 << 20;
  private static final double OVERHEAD = 0.1;
  private static final long LEAST_OVERHEAD_MIB = 384;

  private final SparkConf conf;

  JobDemand(SparkConf conf) {
    this.conf = conf;
  }

  /** Driver and executors together, by the names that quotas use. */
  Map<String, BigDecimal> all() {
    Map<String, BigDecimal> all = new HashMap<>();
    add(all, pod("driver", 0), 1);
    int executors = executors();
    int withCard = withCard();
    add(all, pod("executor", cards()), withCard);
    add(all, pod("executor", 0), executors - withCard);
    return all;
  }

  private static void add(Map<String, BigDecimal> sum, Map<String, BigDecimal> one, int times) {
    one.forEach(
        (name, amount) ->
            sum.merge(name, amount.multiply(BigDecimal.valueOf(times)), BigDecimal::add));
  }

  /** One executor, of those that ask for a card if any does. */
  Map<String, BigDecimal> executor() {
    return pod("executor", withCard() == 0 ? 0 : cards());
  }

  int executors() {
    return conf.getInt("spark.executor.instances", 2);
  }

  /** How many executors ask for a card. */
  int withCard() {
    return cards() == 0 ? 0 : Placement.of(conf).gpuExecutors().orElse(executors());
  }

  private int cards() {
    return conf.getInt("spark.executor.resource.gpu.amount", 0);
  }

  private Map<String, BigDecimal> pod(String role, int cards) {
    Map<String, BigDecimal> demand = new HashMap<>();
    String cores =
        conf.get(
            "spark.kubernetes.%s.request.cores".formatted(role),
            conf.get("spark.%s.cores".formatted(role), "1"));
    String limit = conf.get("spark.kubernetes.%s.limit.cores".formatted(role), null);
    BigDecimal memory = BigDecimal.valueOf(memoryMib(role) * MIB);
    demand.put("pods", BigDecimal.ONE);
    demand.put("requests.cpu", quantity(cores));
    demand.put("requests.memory", memory);
    demand.put("limits.memory", memory);
    if (limit != null) {
      demand.put("limits.cpu", quantity(limit));
    }
    if (cards > 0) {
      demand.put("requests." + ExecutorPlacement.CARD, BigDecimal.valueOf(cards));
    }
    return demand;
  }

  private static BigDecimal quantity(String amount) {
    return Quantity.getAmountInBytes(Quantity.parse(amount));
  }

  private long memoryMib(String role) {
    long heap = conf.getSizeAsMb("spark.%s.memory".formatted(role), "1g");
    String overhead = "spark.%s.memoryOverhead".formatted(role);
    return heap
        + (role.equals("executor") ? offHeapMib() : 0)
        + (conf.contains(overhead)
            ? conf.getSizeAsMb(overhead)
            : Math.max(LEAST_OVERHEAD_MIB, (long) (factor(role) * heap)));
  }

  private long offHeapMib() {
    return conf.getBoolean("spark.memory.offHeap.enabled", false)
        ? conf.getSizeAsBytes("spark.memory.offHeap.size", "0") / MIB
        : 0;
  }

  private double factor(String role) {
    return conf.getDouble(
        "spark.%s.memoryOverheadFactor".formatted(role),
        conf.getDouble("spark.kubernetes.memoryOverheadFactor", OVERHEAD));
  }
}
