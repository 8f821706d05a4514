package org.paceline.benchmarks.cifar;

/** One way of training a network on the pool. */
@FunctionalInterface
interface Training {

  /** Trains afresh from the workload's start. */
  Trace run();
}
