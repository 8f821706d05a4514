/**
 * Rounds of local training and averaging: profile, speeds, quotas, round, average, observe, until
 * there is a model.
 */
package org.paceline.train;
