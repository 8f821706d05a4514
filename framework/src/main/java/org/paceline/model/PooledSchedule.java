package org.paceline.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A schedule of a network that trains beside others: it is at the batch that all of them together
 * are at, so that a rate that is to fall after a thousand batches does so however many share them.
 *
 * <p>The network's own count of iterations stays that of its own steps, which Adam needs.
 */
public final class PooledSchedule implements ISchedule {

  private static final long serialVersionUID = 1L;
  private static final String CLASS = "@class";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where the thread that trains is in its round. */
  private record Pace(Counts start, double batchesOfStep) {

    int batch(int iteration) {
      return start.batches() + (int) ((iteration - start.iterations()) * batchesOfStep);
    }
  }

  private static final ThreadLocal<Pace> PACE = new ThreadLocal<>();

  private final ISchedule inner;

  PooledSchedule(@JsonProperty("inner") ISchedule inner) {
    this.inner = inner;
  }

  /**
   * Has the schedules of networks that this thread trains follow a round.
   *
   * @param start where all networks of the round start from
   * @param batchesOfStep batches that all of them together train while this one trains one
   */
  public static void follow(Counts start, double batchesOfStep) {
    PACE.set(new Pace(start, batchesOfStep));
  }

  /** Has them count the network's own steps again. */
  public static void leave() {
    PACE.remove();
  }

  /**
   * A configuration whose schedules follow rounds.
   *
   * @param configuration DL4J's, in JSON
   * @return the same with every schedule in one of this class
   */
  public static String in(String configuration) {
    try {
      JsonNode root = JSON.readTree(configuration);
      wrapChildren(root);
      String pooled = root.toString();
      return pooled.contains(PooledSchedule.class.getName()) ? pooled : configuration;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a network's configuration is JSON: " + e.getMessage(), e);
    }
  }

  private static void wrapChildren(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(wrapped(field.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, wrapped(array.get(i)));
      }
    }
  }

  private static JsonNode wrapped(JsonNode node) {
    if (isSchedule(node.path(CLASS).asText())) {
      ObjectNode pooled = JsonNodeFactory.instance.objectNode();
      pooled.put(CLASS, PooledSchedule.class.getName());
      pooled.set("inner", node);
      return pooled;
    }
    wrapChildren(node);
    return node;
  }

  /** DL4J's, or one of the user's own. */
  private static boolean isSchedule(String type) {
    if (type.isEmpty()) {
      return false;
    }
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return ISchedule.class.isAssignableFrom(Class.forName(type, false, loader));
    } catch (ClassNotFoundException e) {
      // DL4J itself will say what it cannot read.
      return false;
    }
  }

  /**
   * The schedule that is followed.
   *
   * @return the network's own
   */
  @JsonProperty("inner")
  public ISchedule inner() {
    return inner;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    Pace pace = PACE.get();
    return inner.valueAt(pace == null ? iteration : pace.batch(iteration), epoch);
  }

  @Override
  public ISchedule clone() {
    return new PooledSchedule(inner.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PooledSchedule pooled && pooled.inner.equals(inner);
  }

  @Override
  public int hashCode() {
    return inner.hashCode();
  }
}
