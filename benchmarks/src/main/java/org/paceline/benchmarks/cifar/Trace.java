package org.paceline.benchmarks.cifar;

import java.util.List;

/**
 * What a training left behind.
 *
 * @param snapshots the network at the end of each pass, at least one
 * @param examples examples that were really trained
 * @param seconds wall time of training, after the data was loaded
 * @param efficiency η: examples ÷ what the workers could have trained in the time, had they done
 *     nothing but steps
 */
record Trace(List<Snapshot> snapshots, long examples, double seconds, double efficiency) {}
