package org.paceline.benchmarks.cifar;

import java.util.List;
import java.util.Optional;

/**
 * What a training left behind.
 *
 * @param snapshots the network at the end of each pass; none if it is evaluated
 * @param examples examples that were really trained
 * @param seconds wall time of training, after the data was loaded
 * @param efficiency η: examples ÷ what the workers could have trained in the time, had they done
 *     nothing but steps; NaN where it is not known
 * @param evaluated the curve, where the training has evaluated itself; else it is to be made from
 *     the snapshots
 */
record Trace(
    List<Snapshot> snapshots,
    long examples,
    double seconds,
    double efficiency,
    Optional<Curve> evaluated) {

  /** Of a training whose snapshots are to be evaluated. */
  Trace(List<Snapshot> snapshots, long examples, double seconds, double efficiency) {
    this(snapshots, examples, seconds, efficiency, Optional.empty());
  }
}
