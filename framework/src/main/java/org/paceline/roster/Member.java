package org.paceline.roster;

import java.io.Serializable;
import java.util.Map;

/**
 * One live executor.
 *
 * @param executorId Spark's name for it
 * @param host the host under which Spark reaches it
 * @param cores task slots it offers
 * @param attributes what its environment tells of it, by upper-case name
 */
public record Member(String executorId, String host, int cores, Map<String, String> attributes)
    implements Serializable {

  /** The attribute in which a launcher numbers its workers: they are listed in that order. */
  public static final String ORDINAL = "PACELINE_WORKER";

  /** The attribute in which a launcher tells the share of a core that it grants a worker. */
  public static final String SHARE = "PACELINE_SHARE";

  /** Copies the attributes, so that a member never changes. */
  public Member {
    attributes = Map.copyOf(attributes);
  }

  /**
   * The preferred location that makes Spark place a task on this executor.
   *
   * @return a location in the notation of Spark's {@code ExecutorCacheTaskLocation}
   */
  public String location() {
    return "executor_" + host + "_" + executorId;
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
