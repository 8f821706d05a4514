package org.paceline.benchmarks.cifar;

/** Is told how far a run is. */
interface Headway {

  /** Tells nobody. */
  Headway NONE =
      new Headway() {
        @Override
        public void at(double epochs, double seconds) {}
      };

  /** So many passes over the data, or rounds, are trained, in so many seconds. */
  void at(double epochs, double seconds);

  /** The same in words, of a training that counts in its own way. */
  default void says(String words) {}
}
