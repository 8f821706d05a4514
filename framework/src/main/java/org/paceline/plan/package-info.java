/**
 * Who gets how much: quotas of equal units of work for workers of unequal speed.
 *
 * <p>Plain Java without Spark or DL4J, so that it can be used and tested by tables alone.
 */
package org.paceline.plan;
