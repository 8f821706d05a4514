package org.paceline.model;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Whether training does what a configuration asks for: DL4J leaves steps out with no more than a
 * warning, and some of its ways to train do not go with averaging.
 *
 * @param network the network
 */
record LearningFit(Dl4jNetwork network) {

  /** Examples, values, time. */
  private static final int TIME_SERIES = 3;

  /** Steps and epochs at which schedules are asked: one that starts at 0 is fine. */
  private static final int[][] TIMES = {{0, 0}, {1, 0}, {1, 1}, {1000, 10}, {100_000, 100}};

  /**
   * Checks all of it.
   *
   * @throws IllegalArgumentException if a step would change nothing, or be another one
   */
  void check(long[] features, long[] labels) {
    checkPieces(features, labels);
    checkAlgorithm();
    checkMoves();
  }

  private void checkPieces(long[] features, long[] labels) {
    boolean pieces = network.backpropType() == BackpropType.TruncatedBPTT;
    boolean series = features.length == TIME_SERIES && labels.length == TIME_SERIES;
    if (pieces && !series) {
      throw new IllegalArgumentException(
          "the network's backpropType is TruncatedBPTT, which trains on time series with time"
              + " series as labels only; for other data it must be Standard");
    }
  }

  /**
   * What other algorithms remember of earlier steps stays in each worker, and has no average; DL4J
   * does not look at the sign that is asked for.
   */
  private void checkAlgorithm() {
    for (Layer layer : network.layers()) {
      OptimizationAlgorithm algorithm = layer.conf().getOptimizationAlgo();
      if (algorithm != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
        throw new IllegalArgumentException(
            "the network's optimizationAlgo is %s, only STOCHASTIC_GRADIENT_DESCENT is supported"
                .formatted(algorithm));
      }
      if (!layer.conf().isMinimize()) {
        throw new IllegalArgumentException(
            "the network's minimize is false, but training always minimises");
      }
    }
  }

  private void checkMoves() {
    boolean moves =
        network.updater().getUpdaterBlocks().stream()
            .flatMap(block -> block.getLayersAndVariablesInBlock().stream())
            .map(
                parameter ->
                    parameter.getLayer().getConfig().getUpdaterByParam(parameter.getParamName()))
            .anyMatch(LearningFit::moves);
    if (!moves) {
      throw new IllegalArgumentException(
          "training would change nothing: all layers of the network are frozen, or have a learning"
              + " rate of 0");
    }
  }

  private static boolean moves(IUpdater updater) {
    if (updater == null || updater instanceof NoOp) {
      return false;
    }
    return !updater.hasLearningRate()
        || Arrays.stream(TIMES).anyMatch(time -> updater.getLearningRate(time[0], time[1]) != 0);
  }
}
