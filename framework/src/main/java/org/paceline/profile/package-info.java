/**
 * What a machine is: its processor, memory and graphics cards, and which backend can train on it.
 *
 * <p>Records of this package are plain data and may be used without Spark or DL4J.
 */
package org.paceline.profile;
