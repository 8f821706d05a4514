package org.paceline.assign;

/** A way to assign whole tasks to machines. Stateless. */
public interface AssignmentPolicy {

  /**
   * Its name on the command line.
   *
   * @return lower case with {@code -}
   */
  String name();

  /**
   * Plans.
   *
   * @param instance what to plan
   * @param budget how long to search at most
   * @return a plan that breaks no rule; it may lack tasks for which the policy found no place
   */
  Proposal propose(Instance instance, Budget budget);
}
