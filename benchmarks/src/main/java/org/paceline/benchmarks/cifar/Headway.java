package org.paceline.benchmarks.cifar;

/** Is told how far a run is. */
@FunctionalInterface
interface Headway {

  /** Tells nobody. */
  Headway NONE = (epochs, seconds) -> {};

  /** So many passes over the data are trained, in so many seconds. */
  void at(double epochs, double seconds);
}
