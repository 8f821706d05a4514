package org.paceline.assign;

/**
 * How good a plan is: one that lacks fewer tasks is better, of two alike the one whose objective
 * is.
 *
 * @param missing required tasks that it lacks
 * @param toMinimise the objective, or less than 0 of it where more is better
 */
record Score(int missing, double toMinimise) {

  static Score of(AssignmentProblem problem, Assignment plan) {
    double objective = plan.objective(problem);
    return new Score(plan.missing(problem).size(), problem.objective().toMinimise(objective));
  }

  boolean betterThan(Score other) {
    return missing != other.missing ? missing < other.missing : toMinimise < other.toMinimise;
  }
}
