/**
 * How the states of networks travel and are combined: packing, weighted sums, averaging strategies.
 */
package org.paceline.exchange;
