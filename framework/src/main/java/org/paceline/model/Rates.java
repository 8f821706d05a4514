package org.paceline.model;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The learning rates of a network: each layer may have one of its own, and another for its biases.
 *
 * @param network the network
 */
record Rates(Dl4jNetwork network) {

  private static final String SCHEDULE = "learningRateSchedule";

  /** Lays a curve into the configuration, which begins at the network's count of iterations. */
  void follow(RateSchedule schedule) {
    Set<IUpdater> updaters = updaters();
    if (updaters.isEmpty()) {
      throw new IllegalArgumentException(
          "the network's updater has no learning rate that could follow a schedule");
    }
    updaters.forEach(Rates::checkConstant);
    // The updaters in use are those of the configuration: what is set here is in its JSON.
    for (IUpdater updater : updaters) {
      double rate = updater.getLearningRate(0, 0);
      updater.setLrAndSchedule(Double.NaN, schedule.dl4j(rate, network.iterations()));
    }
  }

  private Set<IUpdater> updaters() {
    Set<IUpdater> updaters = Collections.newSetFromMap(new IdentityHashMap<>());
    network.updater().getUpdaterBlocks().stream()
        .flatMap(block -> block.getLayersAndVariablesInBlock().stream())
        .map(p -> p.getLayer().getConfig().getUpdaterByParam(p.getParamName()))
        .filter(updater -> updater != null && updater.hasLearningRate())
        .forEach(updaters::add);
    return updaters;
  }

  private static void checkConstant(IUpdater updater) {
    if (NeuralNetConfiguration.mapper().valueToTree(updater).hasNonNull(SCHEDULE)) {
      throw new IllegalArgumentException(
          "the network's learning rate follows a schedule of its own already; give it one that is"
              + " constant");
    }
  }
}
