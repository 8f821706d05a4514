/**
 * The exact solver, OR-Tools CP-SAT, in a process of its own: the only classes that know OR-Tools.
 *
 * <p>{@link org.paceline.assign.cpsat.CpSatMain} reads a problem and a plan to begin with as JSON
 * from standard input, and writes what it found to standard output.
 */
package org.paceline.assign.cpsat;
