package org.paceline.assign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A task that cannot be cut. Made by {@link #named} and the methods that return changed copies.
 *
 * @param id its name, unique in a problem
 * @param priority its weight, and its value where no machine says another
 * @param work how much it has to do; on a machine it takes work ÷ speed seconds; at least 0
 * @param demand what it holds of a machine; a task without one takes the whole machine
 * @param on how it is on single machines; where any is named it can go to these only
 * @param deadline when it should be done, in seconds of the plan's clock
 * @param after what must be done before
 * @param copies on how many different machines it is to run, at least 1
 * @param need whether a plan may leave it out
 * @param begun copies that run already
 */
public record Task(
    String id,
    double priority,
    double work,
    Optional<Resources> demand,
    Map<String, Fit> on,
    OptionalDouble deadline,
    List<Dependency> after,
    int copies,
    Need need,
    List<Begun> begun) {

  /** Whether a task may be left out. */
  public enum Need {
    /** By the objective: where the total value counts, yes, else no. */
    USUAL,
    /** It must be done. */
    REQUIRED
  }

  /** Checks the ranges given above. */
  public Task {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a task must have a name");
    }
    Amounts.atLeastZero("the priority of task " + id, priority);
    Amounts.atLeastZero("the work of task " + id, work);
    deadline.ifPresent(it -> Amounts.finite("the deadline of task " + id, it));
    on = Collections.unmodifiableMap(new LinkedHashMap<>(on));
    after = List.copyOf(after);
    begun = List.copyOf(begun);
    if (copies < 1) {
      throw new IllegalArgumentException(
          "task %s must have at least 1 copy, not %s".formatted(id, copies));
    }
    if (begun.size() > copies) {
      throw new IllegalArgumentException(
          "task %s has %s copies, but %s have begun".formatted(id, copies, begun.size()));
    }
  }

  /**
   * A task of priority 1 without work.
   *
   * @param id its name
   * @return the task
   */
  public static Task named(String id) {
    return new Task(
        id,
        1,
        0,
        Optional.empty(),
        Map.of(),
        OptionalDouble.empty(),
        List.of(),
        1,
        Need.USUAL,
        List.of());
  }

  /**
   * The same with a priority.
   *
   * @param weight at least 0
   * @return a copy
   */
  public Task withPriority(double weight) {
    return new Task(id, weight, work, demand, on, deadline, after, copies, need, begun);
  }

  /**
   * The same with work.
   *
   * @param amount how much it has to do
   * @return a copy
   */
  public Task withWork(double amount) {
    return new Task(id, priority, amount, demand, on, deadline, after, copies, need, begun);
  }

  /**
   * The same with a demand.
   *
   * @param held what it holds of a machine
   * @return a copy
   */
  public Task withDemand(Resources held) {
    return new Task(
        id, priority, work, Optional.of(held), on, deadline, after, copies, need, begun);
  }

  /**
   * The same with one more machine that it can go to.
   *
   * @param machine its name
   * @param fit how it is there
   * @return a copy
   */
  public Task on(String machine, Fit fit) {
    Map<String, Fit> all = new LinkedHashMap<>(on);
    all.put(machine, fit);
    return new Task(id, priority, work, demand, all, deadline, after, copies, need, begun);
  }

  /**
   * The same with a deadline.
   *
   * @param second when it should be done
   * @return a copy
   */
  public Task withDeadline(double second) {
    return new Task(
        id, priority, work, demand, on, OptionalDouble.of(second), after, copies, need, begun);
  }

  /**
   * The same with one more dependency.
   *
   * @param task what must be done before
   * @param transferSeconds what its data takes between different machines
   * @return a copy
   */
  public Task after(String task, double transferSeconds) {
    List<Dependency> all = new ArrayList<>(after);
    all.add(new Dependency(task, transferSeconds));
    return new Task(id, priority, work, demand, on, deadline, all, copies, need, begun);
  }

  /**
   * The same on several machines at once.
   *
   * @param number on how many
   * @return a copy
   */
  public Task withCopies(int number) {
    return new Task(id, priority, work, demand, on, deadline, after, number, need, begun);
  }

  /**
   * The same, which no plan may leave out.
   *
   * @return a copy
   */
  public Task required() {
    return new Task(id, priority, work, demand, on, deadline, after, copies, Need.REQUIRED, begun);
  }

  /** The same, as if nothing of it had begun. */
  Task withoutBegun() {
    return new Task(id, priority, work, demand, on, deadline, after, copies, need, List.of());
  }

  /**
   * The same with a copy that runs already.
   *
   * @param copy where, and since when
   * @return a copy
   */
  public Task begun(Begun copy) {
    List<Begun> all = new ArrayList<>(begun);
    all.add(copy);
    return new Task(id, priority, work, demand, on, deadline, after, copies, need, all);
  }
}
