package org.paceline.roster;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One live executor.
 *
 * @param executorId Spark's name for it
 * @param host the host under which Spark reaches it
 * @param cores cores it offers to tasks
 * @param attributes what its environment tells of it, by upper-case name
 * @param cards the graphics cards that Spark assigned to it, by their addresses
 */
public record Member(
    String executorId, String host, int cores, Map<String, String> attributes, List<String> cards)
    implements Serializable {

  /** The attribute in which a launcher numbers its workers: they are listed in that order. */
  public static final String ORDINAL = "PACELINE_WORKER";

  /** The attribute in which a launcher tells the share of a core that it grants a worker. */
  public static final String CPU_SHARE = "PACELINE_SHARE";

  /** The attribute that names the Kubernetes node. */
  public static final String NODE = "NODE";

  /** The attribute that names the Kubernetes pod. */
  public static final String POD = "POD";

  /** Copies attributes and cards, so that a member never changes. */
  public Member {
    attributes = Map.copyOf(attributes);
    cards = List.copyOf(cards);
  }

  /**
   * An executor to which Spark assigned no cards.
   *
   * @param executorId Spark's name for it
   * @param host the host under which Spark reaches it
   * @param cores cores it offers to tasks
   * @param attributes what its environment tells of it, by upper-case name
   */
  public Member(String executorId, String host, int cores, Map<String, String> attributes) {
    this(executorId, host, cores, attributes, List.of());
  }

  /**
   * The machine that it runs on.
   *
   * @return the Kubernetes node, or else the host
   */
  public String machine() {
    return node().orElse(host);
  }

  /**
   * The Kubernetes node that it is on.
   *
   * @return its name, or empty where there is no Kubernetes
   */
  public Optional<String> node() {
    return Optional.ofNullable(attributes.get(NODE));
  }

  /**
   * The Kubernetes pod that it is.
   *
   * @return its name, or empty where there is no Kubernetes
   */
  public Optional<String> pod() {
    return Optional.ofNullable(attributes.get(POD));
  }

  /**
   * The preferred location that makes Spark place a task on this executor.
   *
   * @return a location in the notation of Spark's {@code ExecutorCacheTaskLocation}; Spark ends the
   *     host at the first underscore, so that in a host's name they are written otherwise: the
   *     executor's id decides
   */
  public String location() {
    return "executor_" + host.replace('_', '-') + "_" + executorId;
  }

  /**
   * How Spark writes that a block is cached here.
   *
   * @return the text of its {@code ExecutorCacheTaskLocation}
   */
  public String cacheLocation() {
    return "executor_" + host + "_" + executorId;
  }

  /**
   * How many tasks it runs at a time.
   *
   * @param coresOfTask {@code spark.task.cpus}
   * @param cardsOfTask {@code spark.task.resource.gpu.amount}, 0 where tasks need none
   * @return at least 1
   */
  public int slots(int coresOfTask, double cardsOfTask) {
    int byCores = cores / coresOfTask;
    return Math.max(1, cardsOfTask > 0 ? Math.min(byCores, byCards(cardsOfTask)) : byCores);
  }

  /** Spark lets several tasks share a card, but none take parts of two. */
  private int byCards(double ofTask) {
    return ofTask < 1 ? cards.size() * (int) (1 / ofTask) : (int) (cards.size() / ofTask);
  }

  /**
   * Where it stands among the workers of its launcher.
   *
   * @return the launcher's number, or the largest integer when it has none
   */
  public int ordinal() {
    return Integer.parseInt(attributes.getOrDefault(ORDINAL, String.valueOf(Integer.MAX_VALUE)));
  }
}
