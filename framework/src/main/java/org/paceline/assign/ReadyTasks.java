package org.paceline.assign;

import java.util.Collection;

/** Which tasks can be placed: those of which all that must be done before has its place. */
final class ReadyTasks {

  private final Instance instance;
  private final ScheduleBuilder plan;
  private final Collection<Integer> ready;
  private final int[] waits;

  /** Fills a collection with tasks that can be placed, now and later. */
  ReadyTasks(Instance instance, ScheduleBuilder plan, Collection<Integer> ready) {
    this.instance = instance;
    this.plan = plan;
    this.ready = ready;
    this.waits = new int[instance.tasks()];
    for (int i = 0; i < waits.length; i++) {
      for (int before : instance.graph().before(i)) {
        waits[i] += plan.complete(before) ? 0 : 1;
      }
    }
    for (int i = 0; i < waits.length; i++) {
      if (waits[i] == 0 && !plan.complete(i)) {
        ready.add(i);
      }
    }
  }

  /** To be called when a task was placed. */
  void placed(int task) {
    for (int next : instance.graph().next(task)) {
      if (--waits[next] == 0 && !plan.complete(next)) {
        ready.add(next);
      }
    }
  }
}
