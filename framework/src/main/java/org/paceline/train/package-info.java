/**
 * The loop: rounds of local training and averaging, planned anew after each, until there is a
 * model.
 */
package org.paceline.train;
