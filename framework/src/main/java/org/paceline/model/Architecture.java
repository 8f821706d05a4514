package org.paceline.model;

/** Builds the configuration of one network. */
@FunctionalInterface
interface Architecture {

  /** The DL4J configuration as JSON, of a MultiLayerNetwork or a ComputationGraph. */
  String json(NetworkOptions options);

  /** The L2 factor of its weights where none is given. */
  default double weightDecay() {
    return 0;
  }
}
