/**
 * One round: its plan, the worker on the executor, deadlines, what came back, and the sieve of bad
 * results.
 */
package org.paceline.round;
