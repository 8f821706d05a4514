/** The runs that prove what Paceline claims: the pool against its baselines, and the planner. */
package org.paceline.benchmarks;
