package org.paceline.benchmarks;

/** One way of training a network on the pool. */
@FunctionalInterface
public interface Contender {

  /** Trains afresh from the workload's start and says what that came to. */
  Measurement measure();
}
