/**
 * Which task goes to which machine, and when it ends, where tasks are whole: they cannot be cut
 * into shares.
 *
 * <p>An {@link org.paceline.assign.AssignmentProblem} of tasks and machines goes through an {@link
 * org.paceline.assign.AssignmentPolicy} of {@link org.paceline.assign.Policies} and becomes a
 * {@link org.paceline.assign.Solution}: who does what from when to when, and how far at most that
 * is from the best. Plain Java without Spark or DL4J.
 */
package org.paceline.assign;
