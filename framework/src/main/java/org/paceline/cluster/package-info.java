/**
 * The embedded cluster: a real Spark Standalone master and workers as child processes on one
 * computer, each worker held to its share of a core.
 *
 * <p>Every child watches the pipe from its parent: when the driver ends, however it ends, the
 * children end too and remove what they made.
 */
package org.paceline.cluster;
