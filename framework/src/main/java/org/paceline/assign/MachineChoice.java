package org.paceline.assign;

/** Which machine a task goes to. May remember what it chose. */
@FunctionalInterface
interface MachineChoice {

  /** How good a machine that can take the task is for it, the least being best. */
  double badness(ScheduleBuilder plan, int task, int machine);

  /** Called when a copy of a task was placed. */
  default void chosen(int machine) {}
}
