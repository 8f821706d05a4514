package org.paceline.assign;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one task is on one machine, where that differs from what the task says of all.
 *
 * @param seconds how long it runs there; else its work ÷ the machine's speed
 * @param value what it is worth there; else its priority
 * @param cost what it costs there; else its seconds × the machine's cost a second
 * @param demand what it holds there; else the task's demand
 */
public record Fit(
    OptionalDouble seconds, OptionalDouble value, OptionalDouble cost, Optional<Resources> demand) {

  /** As the task says. */
  public static final Fit USUAL =
      new Fit(
          OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());

  /** Checks that all are finite, and times at least 0. */
  public Fit {
    seconds.ifPresent(it -> Amounts.atLeastZero("a task's seconds", it));
    value.ifPresent(it -> Amounts.finite("a task's value", it));
    cost.ifPresent(it -> Amounts.finite("a task's cost", it));
  }

  /**
   * The same with a time.
   *
   * @param time how long it runs there, in seconds
   * @return a copy
   */
  public Fit seconds(double time) {
    return new Fit(OptionalDouble.of(time), value, cost, demand);
  }

  /**
   * The same with a value.
   *
   * @param worth what it is worth there
   * @return a copy
   */
  public Fit value(double worth) {
    return new Fit(seconds, OptionalDouble.of(worth), cost, demand);
  }

  /**
   * The same with a cost.
   *
   * @param price what it costs there
   * @return a copy
   */
  public Fit cost(double price) {
    return new Fit(seconds, value, OptionalDouble.of(price), demand);
  }

  /**
   * The same with a demand.
   *
   * @param held what it holds there
   * @return a copy
   */
  public Fit demand(Resources held) {
    return new Fit(seconds, value, cost, Optional.of(held));
  }
}
