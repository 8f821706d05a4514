/** Whole tasks: how near the policies come to known optima, and how long they take. */
package org.paceline.benchmarks.assign;
