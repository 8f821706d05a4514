package org.paceline.assign;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Amounts of named resources, such as {@code cores}, {@code memory} and {@code gpu}: what a machine
 * has, or what a task holds while it is there. What is not named is 0.
 *
 * @param amounts at least 0 and finite, by name
 */
public record Resources(Map<String, Double> amounts) {

  /** Nothing of any. */
  public static final Resources NONE = new Resources(Map.of());

  /** Checks the ranges given above. */
  public Resources {
    amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
    amounts.forEach(Resources::check);
  }

  /**
   * One resource.
   *
   * @param name its name
   * @param amount how much of it
   * @return an amount of that only
   */
  public static Resources of(String name, double amount) {
    return new Resources(Map.of(name, amount));
  }

  /**
   * One more resource.
   *
   * @param name its name
   * @param amount how much of it
   * @return these and that
   */
  public Resources and(String name, double amount) {
    Map<String, Double> all = new TreeMap<>(amounts);
    all.put(name, amount);
    return new Resources(all);
  }

  /**
   * How much of a resource.
   *
   * @param name its name
   * @return 0 where it is not named
   */
  public double amount(String name) {
    return amounts.getOrDefault(name, 0.0);
  }

  private static void check(String name, double amount) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a resource must have a name");
    }
    Amounts.atLeastZero("the amount of " + name, amount);
  }
}
