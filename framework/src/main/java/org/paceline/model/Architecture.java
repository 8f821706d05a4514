package org.paceline.model;

/** Builds the configuration of one network. */
@FunctionalInterface
interface Architecture {

  /** The DL4J configuration as JSON, of a MultiLayerNetwork or a ComputationGraph. */
  String json(NetworkOptions options);
}
