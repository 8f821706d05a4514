/**
 * How one machine takes a training step: faster layers in the place of DL4J's own, and the threads
 * that they run on.
 */
package org.paceline.engine;
