package org.paceline.assign;

import java.util.List;

/**
 * A machine that tasks go to.
 *
 * @param id its name, unique in a problem
 * @param capacity what it has; one with nothing named takes one task at a time
 * @param speed work a second, above 0
 * @param hours when it is there, in order and apart; empty for always
 * @param priority its weight where free capacity is shared, above 0
 * @param costPerSecond what a second of a task on it costs, at least 0
 */
public record Machine(
    String id,
    Resources capacity,
    double speed,
    List<Window> hours,
    double priority,
    double costPerSecond) {

  /** Checks the ranges given above. */
  public Machine {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a machine must have a name");
    }
    Amounts.aboveZero("the speed of machine " + id, speed);
    Amounts.aboveZero("the priority of machine " + id, priority);
    Amounts.atLeastZero("the cost a second of machine " + id, costPerSecond);
    hours = hours.isEmpty() ? List.of(Window.ALWAYS) : List.copyOf(hours);
    for (int i = 1; i < hours.size(); i++) {
      if (hours.get(i).from() < hours.get(i - 1).until()) {
        throw new IllegalArgumentException(
            "the hours of machine %s must be in order and apart, not %s before %s"
                .formatted(id, hours.get(i - 1), hours.get(i)));
      }
    }
  }

  /**
   * A machine that is always there, of speed and priority 1.
   *
   * @param id its name
   * @param capacity what it has
   * @return the machine
   */
  public static Machine of(String id, Resources capacity) {
    return new Machine(id, capacity, 1, List.of(), 1, 0);
  }

  /**
   * The same machine at another speed.
   *
   * @param faster work a second
   * @return a copy
   */
  public Machine withSpeed(double faster) {
    return new Machine(id, capacity, faster, hours, priority, costPerSecond);
  }

  /**
   * The same machine with hours.
   *
   * @param windows when it is there
   * @return a copy
   */
  public Machine withHours(List<Window> windows) {
    return new Machine(id, capacity, speed, windows, priority, costPerSecond);
  }
}
