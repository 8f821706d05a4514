package org.paceline.cluster.kubernetes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * Where the executors of a job may land.
 *
 * @param nodes the names of the nodes that they are restricted to; empty for any
 * @param onePerNode whether two of them may not share a node
 * @param cards whether executors ask for NVIDIA cards
 * @param gpuExecutors in a job of both kinds, how many have a card
 * @param cpuImage in a job of both kinds, the image of those without one
 * @param runtimeClass the runtime class of those with a card, where it is not the nodes' default
 */
record Placement(
    List<String> nodes,
    boolean onePerNode,
    boolean cards,
    OptionalInt gpuExecutors,
    Optional<String> cpuImage,
    Optional<String> runtimeClass) {

  /** Names of nodes, separated by commas. */
  static final String NODES = "spark.paceline.kubernetes.nodes";

  /** False where each of several cards of a node is to have an executor; true by default. */
  static final String ONE_PER_NODE = "spark.paceline.kubernetes.onePerNode";

  /** How many executors have a card, where not all have. */
  static final String GPU_EXECUTORS = "spark.paceline.kubernetes.gpuExecutors";

  /** The image of executors without a card, where others have one. */
  static final String CPU_IMAGE = "spark.paceline.kubernetes.cpuImage";

  /** The runtime class of executors with a card. */
  static final String RUNTIME_CLASS = "spark.paceline.kubernetes.gpuRuntimeClass";

  private static final String CARDS = "spark.executor.resource.gpu.amount";
  private static final String INSTANCES = "spark.executor.instances";

  /** A DNS subdomain, as Kubernetes demands it of the names of nodes. */
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  static Placement of(SparkConf conf) {
    List<String> nodes =
        Arrays.stream(conf.get(NODES, "").split(",")).map(String::strip).distinct().toList();
    Placement placement =
        new Placement(
            nodes.equals(List.of("")) ? List.of() : nodes,
            conf.getBoolean(ONE_PER_NODE, true),
            conf.getInt(CARDS, 0) > 0,
            conf.contains(GPU_EXECUTORS)
                ? OptionalInt.of(conf.getInt(GPU_EXECUTORS, 0))
                : OptionalInt.empty(),
            Optional.ofNullable(conf.get(CPU_IMAGE, null)),
            Optional.ofNullable(conf.get(RUNTIME_CLASS, null)));
    int executors = conf.getInt(INSTANCES, 2);
    placement.check(executors);
    return placement.gpuExecutors().equals(OptionalInt.of(executors))
        ? placement.ofOneKind()
        : placement;
  }

  /** Where all have a card, so has whoever replaces one, also while the lost one still counts. */
  private Placement ofOneKind() {
    return new Placement(nodes, onePerNode, cards, OptionalInt.empty(), cpuImage, runtimeClass);
  }

  private void check(int executors) {
    for (String node : nodes) {
      require(
          node.length() <= 253 && NAME.matcher(node).matches(),
          NODES + " must be names of nodes separated by commas, not '" + node + "'");
    }
    require(
        !onePerNode || nodes.isEmpty() || executors <= nodes.size(),
        "%s names %s nodes for the %s executors of %s: with one executor a node some would never start"
            .formatted(NODES, nodes.size(), executors, INSTANCES));
    gpuExecutors.ifPresent(
        count -> {
          require(
              count >= 0 && count <= executors,
              "%s must be from 0 to the %s of %s, not %s"
                  .formatted(GPU_EXECUTORS, executors, INSTANCES, count));
          require(
              cards, GPU_EXECUTORS + " needs " + CARDS + " as well: one for each such executor");
          require(
              count == executors || cpuImage.isPresent(),
              GPU_EXECUTORS + " needs " + CPU_IMAGE + ": what the executors without a card run");
        });
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** Whether executors with and without a card work in one job. */
  boolean mixed() {
    return gpuExecutors.isPresent();
  }
}
