/**
 * How fast a machine is at one piece of work, in three grades: nominal, trial and observed.
 *
 * <p>A speed belongs to a (machine, network, batch size), not to a machine: published throughputs
 * of one card over another range from 3 to 11 with the batch size alone.
 */
package org.paceline.speed;
